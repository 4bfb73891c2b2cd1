package io.mlplatform.s3.access;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends the request of a trial to one bucket.
 *
 * @param uploads those begun, by their key; of others, the server answers that there is none, if it may say so
 */
record RequestSender(String bucket, Map<String, String> uploads) {

    private static final String NO_UPLOAD = "2~absent";

    /** The status of the answer, 200 for every success. */
    int status(S3Client client, Trial trial) {
        try {
            send(client, trial);
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    private void send(S3Client client, Trial trial) {
        String key = trial.key();
        switch (trial.operation()) {
            case GET -> client.getObjectAsBytes(to -> to.bucket(bucket).key(key));
            case PUT -> client.putObject(put(trial), RequestBody.fromString("x"));
            case DELETE -> client.deleteObject(to -> to.bucket(bucket).key(key));
            case LIST -> list(client, trial.parameters());
            case TAGS -> client.getObjectTagging(to -> to.bucket(bucket).key(key));
            case CREATE_UPLOAD ->
                client.createMultipartUpload(to -> to.bucket(bucket).key(key));
            case UPLOAD_PART ->
                client.uploadPart(
                        to -> to.bucket(bucket).key(key).uploadId(NO_UPLOAD).partNumber(1),
                        RequestBody.fromString("x"));
            case LIST_PARTS ->
                client.listParts(to -> to.bucket(bucket).key(key).uploadId(uploads.getOrDefault(key, NO_UPLOAD)));
            case ABORT ->
                client.abortMultipartUpload(to -> to.bucket(bucket).key(key).uploadId(NO_UPLOAD));
            case LIST_UPLOADS -> client.listMultipartUploads(to -> to.bucket(bucket));
            case LOCATION -> client.getBucketLocation(to -> to.bucket(bucket));
        }
    }

    private void list(S3Client client, Map<String, String> parameters) {
        client.listObjectsV2(to -> {
            to.bucket(bucket);
            value(parameters, "s3:prefix").ifPresent(to::prefix);
            value(parameters, "s3:delimiter").ifPresent(to::delimiter);
            value(parameters, "s3:max-keys").map(Integer::valueOf).ifPresent(to::maxKeys);
        });
    }

    private PutObjectRequest put(Trial trial) {
        PutObjectRequest.Builder to = PutObjectRequest.builder().bucket(bucket).key(trial.key());
        value(trial.parameters(), "s3:RequestObjectTag/team").ifPresent(team -> to.tagging("team=" + team));
        value(trial.parameters(), "s3:x-amz-server-side-encryption")
                .ifPresent(algorithm -> to.serverSideEncryption(algorithm).ssekmsKeyId("testkey-1"));
        return to.build();
    }

    private static Optional<String> value(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
