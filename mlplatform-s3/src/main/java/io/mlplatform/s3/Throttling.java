package io.mlplatform.s3;

import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Notices when the server asks to slow down, also where the SDK sends the request again and nobody above hears of it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html">Optimizing S3
 *     performance</a>
 */
final class Throttling implements ExecutionInterceptor {

    /** Statuses that ask to slow down. */
    static final Set<Integer> SLOW_DOWN = Set.of(429, 503);

    private final Runnable slowDown;

    Throttling(Runnable slowDown) {
        this.slowDown = slowDown;
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        if (SLOW_DOWN.contains(context.httpResponse().statusCode())) {
            slowDown.run();
        }
    }
}
