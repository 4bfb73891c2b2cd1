package io.mlplatform.s3.access;

import static io.mlplatform.s3.access.Statements.deny;

import io.mlplatform.layout.ZoneSettings;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** In a zone with a key, nothing is encrypted with another one. A put that names none takes the bucket's default. */
final class KeyGuards {

    private static final String ALGORITHM = "s3:x-amz-server-side-encryption";

    private KeyGuards() {}

    static List<IamStatement.Builder> zoneKey(GuardedBucket bucket) {
        List<IamStatement.Builder> guards = new ArrayList<>();
        for (ZonePlace place : bucket.zones()) {
            place.settings().kmsKey().ifPresent(key -> guards.add(zoneKey(bucket, place, key)));
        }
        if (!guards.isEmpty()) {
            // A key that the caller keeps: no one else could read the object.
            guards.add(deny("NoCallersKeys", Statements.PUT, bucket.anywhere("*"))
                    .addCondition(IamConditionOperator.NULL, ALGORITHM + "-customer-algorithm", "false"));
        }
        return guards;
    }

    // Where the header names an algorithm and no key, S3 takes its own: the negated comparison, which holds where the
    // key is missing, denies that too.
    private static IamStatement.Builder zoneKey(GuardedBucket bucket, ZonePlace place, String key) {
        String zone = place.zone().word();
        String sid = "Key" + Character.toUpperCase(zone.charAt(0)) + zone.substring(1);
        String keys = place.patterns().all().replace(ZoneSettings.TEAM, "*");
        return deny(sid, Statements.PUT, bucket.anywhere(keys))
                .addCondition(IamConditionOperator.NULL, ALGORITHM, "false")
                .addCondition(
                        IamConditionOperator.STRING_NOT_EQUALS,
                        ALGORITHM + "-aws-kms-key-id",
                        bucket.arns().key(key, bucket.layout()));
    }
}
