package io.mlplatform.s3.provision;

import io.mlplatform.layout.Retention;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Asks a server in ways that have no effect, whatever the rights. A put carries a digest that is not its body's: who may
 * not put is answered 403 before that is seen, who may is answered 400, and nothing is stored. It is sent for a key that
 * does not exist, so that a server which looked at no digest would overwrite nothing; if-none-match alone would not do,
 * since Ceph's gateway overlooks it in versioned buckets. What is deleted does not exist either.
 */
final class ProbeRequests {

    private static final String BODY = "preflight";
    private static final String MD5_OF_NOTHING = "1B2M2Y8AsgTpgAmY7PhCfg==";
    private static final String NO_ETAG = "00000000000000000000000000000000";
    private static final int MISSING = 404;
    private static final int DENIED = 403;
    private static final int FAILED = 500;
    private static final int NO_SUCH_RANGE = 416;
    private static final int CONDITION_NOT_MET = 412;

    private final Requests requests;

    ProbeRequests(Requests requests) {
        this.requests = requests;
    }

    /** What the server said: what came of it, and its words where it refused. */
    record Outcome(ProbeAnswer answer, String words) {}

    /** @param keepsVersions whether a delete would leave a marker in the bucket */
    Outcome of(Attempt attempt, boolean keepsVersions) {
        try {
            return switch (attempt.verb()) {
                case LIST -> list(attempt);
                case READ -> read(attempt);
                case PUT_NEW, PUT_OVER, PUT_TAGGED -> put(attempt);
                case DELETE -> delete(attempt, keepsVersions);
            };
        } catch (SdkException e) {
            return answered(e);
        }
    }

    private S3Client s3() {
        return requests.s3();
    }

    private Outcome list(Attempt attempt) {
        firstKey(attempt.bucket(), attempt.key());
        return new Outcome(ProbeAnswer.ALLOWED, "");
    }

    // Only a key that exists tells: whether an absent one is answered 403 or 404 is a matter of the right to list.
    private Outcome read(Attempt attempt) {
        Optional<String> there = attempt.discovery().isEmpty()
                ? Optional.of(attempt.key())
                : something(attempt.bucket(), attempt.discovery().get());
        try {
            s3().getObjectAsBytes(request -> request.bucket(attempt.bucket())
                    .key(there.orElse(attempt.key()))
                    .expectedBucketOwner(requests.owner())
                    .range("bytes=0-0"));
            return new Outcome(ProbeAnswer.ALLOWED, "");
        } catch (SdkException e) {
            if (there.isEmpty() && (Requests.status(e) == MISSING || attempt.need() == Need.NEEDED)) {
                return new Outcome(ProbeAnswer.UNKNOWN, "nothing is there to read");
            }
            // An empty object has no first byte.
            return Requests.status(e) == NO_SUCH_RANGE ? new Outcome(ProbeAnswer.ALLOWED, "") : answered(e);
        }
    }

    // As far as it may be listed: an entity by its marker, then a key of it.
    private Optional<String> something(String bucket, Discovery discovery) {
        try {
            return firstKey(bucket, discovery.markers())
                    .flatMap(discovery::entity)
                    .flatMap(entity -> firstKey(bucket, entity + discovery.folder()));
        } catch (SdkException e) {
            if (Requests.status(e) == DENIED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<String> firstKey(String bucket, String prefix) {
        return s3()
                .listObjectsV2(request ->
                        request.bucket(bucket).prefix(prefix).maxKeys(1).expectedBucketOwner(requests.owner()))
                .contents()
                .stream()
                .map(object -> object.key())
                .findFirst();
    }

    private Outcome put(Attempt attempt) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(attempt.bucket())
                .key(attempt.key())
                .expectedBucketOwner(requests.owner())
                .contentMD5(MD5_OF_NOTHING);
        if (attempt.verb() != ProbedAct.Verb.PUT_OVER) {
            request.ifNoneMatch("*");
        }
        if (attempt.verb() == ProbedAct.Verb.PUT_TAGGED) {
            request.tagging(Retention.TEMPORARY_TAG + "=temporary");
        }
        try {
            s3().putObject(request.build(), RequestBody.fromString(BODY));
        } catch (SdkException e) {
            boolean passed =
                    List.of("BadDigest", "InvalidDigest", "PreconditionFailed").contains(Requests.code(e))
                            || Requests.status(e) == CONDITION_NOT_MET;
            return passed ? new Outcome(ProbeAnswer.ALLOWED, "") : answered(e);
        }
        return new Outcome(
                ProbeAnswer.ALLOWED,
                "the server took a body that is not its digest's, and " + attempt.key() + " is there now: remove it");
    }

    private Outcome delete(Attempt attempt, boolean keepsVersions) {
        DeleteObjectRequest.Builder request = DeleteObjectRequest.builder()
                .bucket(attempt.bucket())
                .key(attempt.key())
                .expectedBucketOwner(requests.owner());
        if (keepsVersions) {
            request.ifMatch(NO_ETAG);
        }
        DeleteObjectResponse done;
        try {
            done = s3().deleteObject(request.build());
        } catch (SdkException e) {
            boolean passed = Requests.status(e) == CONDITION_NOT_MET || Requests.status(e) == MISSING;
            return passed ? new Outcome(ProbeAnswer.ALLOWED, "") : answered(e);
        }
        // A server that knows no condition on deletes leaves a marker where it keeps versions.
        if (done.versionId() != null && Boolean.TRUE.equals(done.deleteMarker())) {
            s3().deleteObject(marker -> marker.bucket(attempt.bucket())
                    .key(attempt.key())
                    .versionId(done.versionId())
                    .expectedBucketOwner(requests.owner()));
        }
        return new Outcome(ProbeAnswer.ALLOWED, "");
    }

    private static Outcome answered(SdkException e) {
        boolean refused = Requests.status(e) == DENIED;
        boolean noAnswer = Requests.status(e) == 0 || Requests.status(e) >= FAILED;
        String words = e instanceof AwsServiceException answer && answer.awsErrorDetails() != null
                ? String.valueOf(answer.awsErrorDetails().errorMessage())
                : String.valueOf(e.getMessage());
        if (noAnswer) {
            throw e;
        }
        return new Outcome(refused ? ProbeAnswer.REFUSED : ProbeAnswer.UNKNOWN, words + " [request " + id(e) + "]");
    }

    private static String id(SdkException e) {
        return e instanceof AwsServiceException answer ? String.valueOf(answer.requestId()) : "";
    }
}
