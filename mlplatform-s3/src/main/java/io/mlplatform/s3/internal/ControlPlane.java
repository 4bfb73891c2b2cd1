package io.mlplatform.s3.internal;

import io.mlplatform.MlPlatformException;
import io.mlplatform.s3.S3Server;
import io.mlplatform.store.ObjectStore;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What sets up buckets and roles: the clients of one server, with the credentials of an opened store. */
public interface ControlPlane extends AutoCloseable {

    /** The name of the opened bucket. */
    String bucket();

    /** Who answers. */
    S3Server server();

    S3Client s3();

    IamClient iam();

    /** The principal that roles trust where no other is named: the account, or the user on servers without accounts. */
    String caller();

    /** Another bucket, for its objects; not to be closed. */
    ObjectStore store(String bucket, Optional<String> account);

    /** What to write behind the {@code ?} of a location that is reached in the same way, without values encoded. */
    Map<String, String> parameters();

    /** A refused request as the library's failure; {@code right} is the IAM action to ask for. */
    MlPlatformException failure(SdkException e, String right, String resource);

    @Override
    void close();
}
