/**
 * Features shared by all teams: offline history with point-in-time joins, online values for serving. This package is the
 * place for them; no type stands here yet.
 */
@NullMarked
package io.mlplatform.features;

import org.jspecify.annotations.NullMarked;
