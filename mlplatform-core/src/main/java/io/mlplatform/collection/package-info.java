/** Collection: giving versions up, and deleting what no version needs any more. */
@NullMarked
package io.mlplatform.collection;

import org.jspecify.annotations.NullMarked;
