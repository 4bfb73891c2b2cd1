/** A study of penguins, from mistaken data to a model in production: {@link io.mlplatform.examples.penguins.Penguins}. */
@NullMarked
package io.mlplatform.examples.penguins;

import org.jspecify.annotations.NullMarked;
