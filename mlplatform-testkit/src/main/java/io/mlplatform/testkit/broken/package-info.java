/** Deliberately broken stores, one for each rule of the contract: what the contract must find. */
@NullMarked
package io.mlplatform.testkit.broken;

import org.jspecify.annotations.NullMarked;
