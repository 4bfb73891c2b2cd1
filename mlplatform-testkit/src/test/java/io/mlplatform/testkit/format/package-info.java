@NullMarked
package io.mlplatform.testkit.format;

import org.jspecify.annotations.NullMarked;
