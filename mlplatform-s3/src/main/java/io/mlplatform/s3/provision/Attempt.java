package io.mlplatform.s3.provision;

import io.mlplatform.layout.Retention;
import java.util.Map;
import java.util.Optional;

/**
 * Something to try.
 *
 * @param what in words
 * @param key the key, or the prefix of a list; none that exists but the layout's
 * @param discovery where to look for something in its place that can be read
 */
record Attempt(Need need, String what, ProbedAct.Verb verb, String bucket, String key, Optional<Discovery> discovery) {

    static Attempt of(Need need, String what, ProbedAct.Verb verb, String bucket, String key) {
        return new Attempt(need, what, verb, bucket, key, Optional.empty());
    }

    Attempt with(Discovery there) {
        return new Attempt(need, what, verb, bucket, key, Optional.of(there));
    }

    /** The resource, in the partition of most. */
    String resource() {
        return "arn:aws:s3:::" + bucket + (verb == ProbedAct.Verb.LIST ? "" : "/" + key);
    }

    /** What a policy's conditions see of the request. */
    Map<String, String> context() {
        return switch (verb) {
            case LIST -> Map.of("s3:prefix", key);
            case READ, DELETE -> Map.of();
            case PUT_NEW -> Map.of("s3:if-none-match", "*", "s3:ObjectCreationOperation", "true");
            case PUT_OVER -> Map.of("s3:ObjectCreationOperation", "true");
            case PUT_TAGGED ->
                Map.of(
                        "s3:if-none-match",
                        "*",
                        "s3:ObjectCreationOperation",
                        "true",
                        "s3:RequestObjectTag/" + Retention.TEMPORARY_TAG,
                        "temporary");
        };
    }
}
