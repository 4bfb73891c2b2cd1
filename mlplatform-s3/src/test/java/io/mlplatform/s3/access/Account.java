package io.mlplatform.s3.access;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.s3.S3Server;
import io.mlplatform.testkit.policy.AccessRequest;
import io.mlplatform.testkit.policy.CallingPrincipal;
import io.mlplatform.testkit.policy.Decision;
import io.mlplatform.testkit.policy.PolicyEvaluator;
import io.mlplatform.testkit.policy.PolicyKind;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An AWS account with the policies of a platform, which decides as IAM documents it. */
final class Account {

    static final String NUMBER = "111122223333";
    static final String OPENED = "s3://acme-prod-platform";

    private static final String ALL_OF_S3 =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    private final AccessPolicies policies;

    Account(PlatformLayout layout) {
        this.policies = AccessPolicies.of(layout, OPENED, S3Server.AWS);
    }

    /** A session of a role, with the role's own policy. */
    Caller as(Role role) {
        return new Caller(tagged(role.tags()), policies.identity(role).json());
    }

    /** A session of a role to which someone attached full access to S3 besides: only the bucket stands in its way. */
    Caller withTooMuch(Role role) {
        return new Caller(tagged(role.tags()), ALL_OF_S3);
    }

    /** An administrator, who has no tag of the platform. */
    Caller administrator() {
        return new Caller(tagged(Map.of()), ALL_OF_S3);
    }

    /** With these tags and full access to S3. */
    Caller withTooMuch(Map<String, String> tags) {
        return new Caller(tagged(tags), ALL_OF_S3);
    }

    private static CallingPrincipal tagged(Map<String, String> tags) {
        CallingPrincipal session = CallingPrincipal.roleSession(NUMBER, "acme/some-role", "session");
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            session = session.withTag(tag.getKey(), tag.getValue());
        }
        return session;
    }

    /** One who asks. Requests are as the store sends them: over TLS, and with the conditions of the format. */
    final class Caller {

        private final CallingPrincipal principal;
        private final String identity;

        private Caller(CallingPrincipal principal, String identity) {
            this.principal = principal;
            this.identity = identity;
        }

        boolean gets(String bucket, String key) {
            return decide("s3:GetObject", bucket, "/" + key, request -> request).isAllowed();
        }

        boolean puts(String bucket, String key) {
            return decide("s3:PutObject", bucket, "/" + key, Account::ifAbsent).isAllowed();
        }

        boolean overwrites(String bucket, String key) {
            return decide("s3:PutObject", bucket, "/" + key, Account::creating).isAllowed();
        }

        boolean puts(String bucket, String key, UnaryOperator<AccessRequest> how) {
            return decide("s3:PutObject", bucket, "/" + key, how).isAllowed();
        }

        boolean deletes(String bucket, String key) {
            return decide("s3:DeleteObject", bucket, "/" + key, request -> request)
                    .isAllowed();
        }

        boolean does(String action, String bucket, String key) {
            return decide(action, bucket, "/" + key, request -> request).isAllowed();
        }

        boolean lists(String bucket, String prefix) {
            return decide("s3:ListBucket", bucket, "", request -> request.with("s3:prefix", prefix))
                    .isAllowed();
        }

        /** Whether a GET of an absent key tells that it is absent. */
        boolean learnsOfAbsence(String bucket) {
            return decide("s3:ListBucket", bucket, "", request -> request).isAllowed();
        }

        Decision decide(String action, String bucket, String key, UnaryOperator<AccessRequest> how) {
            AccessRequest request = AccessRequest.of(action, "arn:aws:s3:::" + bucket + key)
                    .with("aws:SecureTransport", "true")
                    .with("aws:ResourceAccount", NUMBER);
            return PolicyEvaluator.of(principal)
                    .with(PolicyKind.IDENTITY, "identity", identity)
                    .with(PolicyKind.RESOURCE, bucket, policies.bucket(bucket).json())
                    .decide(how.apply(request));
        }
    }

    static AccessRequest ifAbsent(AccessRequest request) {
        return creating(request).with("s3:if-none-match", "*");
    }

    static AccessRequest creating(AccessRequest request) {
        return request.with("s3:ObjectCreationOperation", "true");
    }

    static AccessRequest part(AccessRequest request) {
        return request.with("s3:ObjectCreationOperation", "false");
    }
}
