package io.mlplatform.s3.access;

import java.nio.charset.StandardCharsets;

/** Where a policy is attached, and how large it may be there (IAM and STS quotas; S3 bucket policies; KMS key policies). */
enum PolicyKind {
    IDENTITY("a managed policy", 6_144, "characters", "split the role, or give the zones shorter roots"),
    TRUST("a role's trust policy", 2_048, "characters", "name fewer principals: a group's role instead of its people"),
    BUCKET("a bucket policy", 20_480, "bytes", "give the zones shorter roots, or fewer of them this bucket"),
    KEY("a key policy", 32_768, "bytes", "give the zones that share this key fewer buckets");

    private final String what;
    private final int limit;
    private final String unit;
    private final String advice;

    PolicyKind(String what, int limit, String unit, String advice) {
        this.what = what;
        this.limit = limit;
        this.unit = unit;
        this.advice = advice;
    }

    int limit() {
        return limit;
    }

    // The writer puts no white space, which IAM would not count, and all that it writes here is ASCII.
    PolicyDocument checked(PolicyDocument document) {
        int size = document.json().getBytes(StandardCharsets.UTF_8).length;
        if (size > limit) {
            throw new PolicyTooLargeException(
                    document.name(),
                    String.format("takes %,d %s, but %s may have %,d: %s", size, unit, what, limit, advice));
        }
        return document;
    }
}
