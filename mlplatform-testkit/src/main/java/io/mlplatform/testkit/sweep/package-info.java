/** A sweep of faults over every operation of an API that keeps something in a store: each request fails, each way. */
@NullMarked
package io.mlplatform.testkit.sweep;

import org.jspecify.annotations.NullMarked;
