package io.mlplatform.s3.provision;

import io.mlplatform.layout.Retention;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Sends the operations of the table to a server. */
final class KeyActs {

    private KeyActs() {}

    /** Whether it was done; false where the server refused it, and an error where it said anything else. */
    static boolean isDone(KeyAct act, TwoTeams teams, S3Client client, String bucket, String key) {
        if (act.how().needsObject()) {
            teams.put(bucket, key, TwoTeams.bytes("precious"));
        }
        return switch (act.how()) {
            case LIST ->
                isDone(() -> client.listObjectsV2(
                        request -> request.bucket(bucket).prefix(key).maxKeys(1)));
            case GET ->
                isDone(() -> client.getObjectAsBytes(
                        request -> request.bucket(bucket).key(key)));
            case PUT_NEW -> isPut(client, bucket, key, true, TwoTeams.bytes("new"));
            case PUT_OVER, PUT_THEN_OVER -> isPut(client, bucket, key, false, TwoTeams.bytes("other"));
            // The same bytes: what Ceph cannot refuse does no harm to the other cells.
            case PUT_AGAIN -> isPut(client, bucket, key, false, teams.get(bucket, key));
            case PUT_TWICE -> isPut(client, bucket, key, true, teams.get(bucket, key));
            case PUT_THEN_DELETE -> isDeleted(client, bucket, key);
            case TAG ->
                isDone(() -> client.putObjectTagging(request -> request.bucket(bucket)
                        .key(key)
                        .tagging(tagging -> tagging.tagSet(Tag.builder()
                                .key(Retention.TEMPORARY_TAG)
                                .value("temporary")
                                .build()))));
        };
    }

    static boolean isDeleted(S3Client client, String bucket, String key) {
        return isDone(
                () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    private static boolean isPut(S3Client client, String bucket, String key, boolean ifAbsent, byte[] bytes) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket).key(key);
        if (ifAbsent) {
            request.ifNoneMatch("*");
        }
        return isDone(() -> client.putObject(request.build(), RequestBody.fromBytes(bytes)));
    }

    private static boolean isDone(Supplier<?> request) {
        try {
            request.get();
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 403 || e.statusCode() == 412) {
                return false;
            }
            throw e;
        }
    }
}
