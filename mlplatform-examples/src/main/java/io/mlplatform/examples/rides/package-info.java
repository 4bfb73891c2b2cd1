/** Rides and weather in Chicago, from feature groups to a served forecast: {@link io.mlplatform.examples.rides.Rides}. */
@NullMarked
package io.mlplatform.examples.rides;

import org.jspecify.annotations.NullMarked;
