package io.mlplatform.s3.provision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.json.Json;
import io.mlplatform.layout.Retention;
import io.mlplatform.layout.Versioning;
import java.time.Duration;

/** A bucket in CloudFormation's words. */
final class BucketResource {

    static final String TYPE = "AWS::S3::Bucket";

    private static final String ENABLED = "Enabled";

    private BucketResource() {}

    static ObjectNode properties(DesiredBucket bucket) {
        ObjectNode properties = Json.object().put("BucketName", bucket.name());
        properties.set("BucketEncryption", encryption(bucket));
        properties
                .putObject("OwnershipControls")
                .putArray("Rules")
                .addObject()
                .put("ObjectOwnership", "BucketOwnerEnforced");
        properties
                .putObject("PublicAccessBlockConfiguration")
                .put("BlockPublicAcls", true)
                .put("BlockPublicPolicy", true)
                .put("IgnorePublicAcls", true)
                .put("RestrictPublicBuckets", true);
        // A bucket that never had versions is not one whose versioning was suspended: there is no word for "off".
        if (bucket.versioning() == Versioning.ON) {
            properties.putObject("VersioningConfiguration").put("Status", ENABLED);
        }
        bucket.objectLock().ifPresent(time -> lock(properties, time));
        if (!bucket.expiries().isEmpty()) {
            ArrayNode rules = properties.putObject("LifecycleConfiguration").putArray("Rules");
            bucket.expiries().forEach(expiry -> rules.add(rule(expiry)));
        }
        bucket.accessLog().ifPresent(target -> properties
                .putObject("LoggingConfiguration")
                .put("DestinationBucketName", target.bucket())
                .put("LogFilePrefix", target.prefix()));
        properties
                .putObject("NotificationConfiguration")
                .putObject("EventBridgeConfiguration")
                .put("EventBridgeEnabled", true);
        properties.set("Tags", StackResources.tags(bucket.tags()));
        return properties;
    }

    private static ObjectNode encryption(DesiredBucket bucket) {
        ObjectNode rule = Json.object();
        ObjectNode byDefault = rule.putObject("ServerSideEncryptionByDefault")
                .put("SSEAlgorithm", bucket.kmsKey().isPresent() ? "aws:kms" : "AES256");
        bucket.kmsKey().ifPresent(key -> {
            byDefault.put("KMSMasterKeyID", key);
            rule.put("BucketKeyEnabled", true);
        });
        return Json.object()
                .set("ServerSideEncryptionConfiguration", Json.array().add(rule));
    }

    private static void lock(ObjectNode properties, Duration time) {
        properties.put("ObjectLockEnabled", true);
        properties
                .putObject("ObjectLockConfiguration")
                .put("ObjectLockEnabled", ENABLED)
                .putObject("Rule")
                .putObject("DefaultRetention")
                .put("Mode", "GOVERNANCE")
                .put("Days", time.toDays());
    }

    private static ObjectNode rule(DesiredExpiry expiry) {
        ObjectNode rule = Json.object().put("Id", expiry.id()).put("Status", ENABLED);
        if (!expiry.prefix().isEmpty()) {
            rule.put("Prefix", expiry.prefix());
        }
        if (expiry instanceof DesiredExpiry.OfRemains remains) {
            rule.putObject("AbortIncompleteMultipartUpload")
                    .put("DaysAfterInitiation", remains.abandonedUploads().toDays());
            rule.putObject("NoncurrentVersionExpiration")
                    .put("NoncurrentDays", remains.nonCurrent().toDays());
        }
        if (expiry instanceof DesiredExpiry.OfTemporary temporary) {
            rule.putArray("TagFilters")
                    .addObject()
                    .put("Key", Retention.TEMPORARY_TAG)
                    .put("Value", "temporary");
            rule.put("ExpirationInDays", temporary.after().toDays());
        }
        return rule;
    }
}
