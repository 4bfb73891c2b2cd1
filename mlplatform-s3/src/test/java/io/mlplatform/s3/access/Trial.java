package io.mlplatform.s3.access;

import io.mlplatform.testkit.policy.AccessRequest;
import java.util.Map;

/**
 * One request, and the condition keys by which a server sees its parameters.
 *
 * @param actor who sends it
 * @param operation what
 * @param key of the object; empty for a request on the bucket
 * @param parameters such as {@code s3:prefix}, sent as the parameter of that meaning
 */
record Trial(Actor actor, Operation operation, String key, Map<String, String> parameters) {

    AccessRequest request(String bucket) {
        String bucketArn = "arn:aws:s3:::" + bucket;
        AccessRequest request =
                AccessRequest.of(operation.action(), operation.isOnBucket() ? bucketArn : bucketArn + "/" + key);
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            request = request.with(parameter.getKey(), parameter.getValue());
        }
        return request;
    }
}
