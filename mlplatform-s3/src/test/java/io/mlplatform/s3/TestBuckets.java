package io.mlplatform.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Buckets of one test, made on demand; closing empties and removes them. */
final class TestBuckets implements AutoCloseable {

    private final S3Clients clients;
    private final List<String> names = new ArrayList<>();

    TestBuckets(S3Settings settings) {
        clients = new S3Clients(settings);
    }

    /** The name of a new, empty bucket that somebody else removes. */
    static String createIn(S3Settings settings) {
        String name = "test-" + UUID.randomUUID();
        try (S3Clients clients = new S3Clients(settings)) {
            clients.s3().createBucket(request -> request.bucket(name));
        }
        return name;
    }

    S3Client client() {
        return clients.s3();
    }

    /** The name of a new, empty bucket. */
    String create() {
        String name = "test-" + UUID.randomUUID();
        client().createBucket(request -> request.bucket(name));
        names.add(name);
        return name;
    }

    /** Uploads begun in this bucket and neither completed nor aborted. */
    List<String> openUploads(String bucket) {
        return client().listMultipartUploads(request -> request.bucket(bucket)).uploads().stream()
                .map(MultipartUpload::key)
                .toList();
    }

    @Override
    public void close() {
        for (String name : names) {
            client().listObjectVersionsPaginator(request -> request.bucket(name)).versions().stream()
                    .forEach(object -> client().deleteObject(request ->
                            request.bucket(name).key(object.key()).versionId(object.versionId())));
            client().deleteBucket(request -> request.bucket(name));
        }
        clients.close();
    }
}
