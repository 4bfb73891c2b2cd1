package io.mlplatform.testkit.policy;

/** A document that is no IAM policy: not JSON, a member unknown or missing, a value of the wrong form. */
public final class MalformedPolicyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    MalformedPolicyException(String message) {
        super(message);
    }
}
