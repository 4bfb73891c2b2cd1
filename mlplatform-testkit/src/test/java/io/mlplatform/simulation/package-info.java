/** The real code under a seeded scheduler, on a store that fails by dice: every run ends with the invariants checked. */
package io.mlplatform.simulation;
