/** What the examples share: how they are started, and where they keep things. */
@NullMarked
package io.mlplatform.examples;

import org.jspecify.annotations.NullMarked;
