/** Where zones live: the five kinds of bucket and the layout that maps them. */
@NullMarked
package io.mlplatform.layout;

import org.jspecify.annotations.NullMarked;
