package io.mlplatform.s3.access;

import io.mlplatform.layout.PlatformLayout;
import java.util.Collection;
import java.util.List;

/** Writes the names of resources, in the partition of the layout's region. */
record Arns(String partition) {

    static Arns of(PlatformLayout layout) {
        String region = layout.region().orElse("");
        return new Arns(region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws");
    }

    String bucket(String bucket) {
        return "arn:" + partition + ":s3:::" + bucket;
    }

    String object(String bucket, String pattern) {
        return bucket(bucket) + "/" + pattern;
    }

    List<String> objects(String bucket, Collection<String> patterns) {
        return patterns.stream().map(pattern -> object(bucket, pattern)).toList();
    }

    String account(String account) {
        return "arn:" + partition + ":iam::" + account + ":root";
    }

    /** The key that a layout names, where it can be told what it is without asking for it. */
    String key(String key, PlatformLayout layout) {
        if (key.startsWith("arn:") && key.contains(":key/")) {
            return key;
        }
        if (key.contains("alias/") || key.startsWith("arn:")) {
            throw new IllegalArgumentException(
                    "policies compare keys by ARN, and an alias can be moved to another: name" + " '" + key
                            + "' in the layout by the ARN of its key");
        }
        String region = layout.region().orElseThrow(() -> unplaced(key));
        String account = layout.account().orElseThrow(() -> unplaced(key));
        return "arn:" + partition + ":kms:" + region + ":" + account + ":key/" + key;
    }

    private static IllegalArgumentException unplaced(String key) {
        return new IllegalArgumentException("key '" + key + "' is an id: name it by its ARN, or give the layout its"
                + " region and account, inRegion(…).ownedBy(…)");
    }
}
