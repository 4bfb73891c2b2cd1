/** Features shared by all teams, with their history: {@link io.mlplatform.features.FeatureRepository}. */
@NullMarked
package io.mlplatform.features;

import org.jspecify.annotations.NullMarked;
