@org.jspecify.annotations.NullMarked
package io.mlplatform.testkit.policy;
