/**
 * An evaluator of IAM policy documents: who may do what, decided from the JSON text alone, in the order that AWS
 * documents. For tests of policies without an account, and to name the statement that decides.
 */
@NullMarked
package io.mlplatform.testkit.policy;

import org.jspecify.annotations.NullMarked;
