/** The store contract as tests, and stores for tests: metered, fault-scripted, deliberately broken. */
@NullMarked
package io.mlplatform.testkit;

import org.jspecify.annotations.NullMarked;
