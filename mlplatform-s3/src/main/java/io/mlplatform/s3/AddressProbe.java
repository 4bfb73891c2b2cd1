package io.mlplatform.s3;

import io.mlplatform.s3.internal.lane.BucketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Finds where a client sends a bucket's requests and how it signs them, by a request that the client makes and signs but
 * does not send. So each setting of the client counts: the SDK's endpoint rules, dual-stack, FIPS, acceleration, an
 * endpoint of one's own.
 */
final class AddressProbe implements ExecutionInterceptor {

    /** Ends the request before it is sent. */
    private static final class NotSent extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotSent() {
            super("a probe, which is never sent", null, false, false);
        }
    }

    private static final String KEY = "k";
    private static final Pattern SCOPE =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=[^/]+/[0-9]{8}/([a-z0-9-]+)/s3/aws4_request.*");

    private @Nullable SdkHttpRequest made;

    private AddressProbe() {}

    /**
     * The address, or empty where the client's requests are not plain ones that {@code SigV4} signs.
     *
     * @throws SdkException where the client can make no request now, for want of credentials or of a region
     */
    static Optional<BucketAddress> of(S3Client client, String bucket) {
        AddressProbe probe = new AddressProbe();
        SdkPlugin plugin = config -> config.overrideConfiguration(
                config.overrideConfiguration().copy(builder -> builder.addExecutionInterceptor(probe)));
        try {
            client.headObject(request ->
                    request.bucket(bucket).key(KEY).overrideConfiguration(override -> override.addPlugin(plugin)));
        } catch (NotSent | SdkException e) {
            if (probe.made == null && e instanceof SdkException unmade) {
                throw unmade;
            }
            return Optional.ofNullable(probe.made).flatMap(AddressProbe::address);
        }
        return Optional.empty();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        made = context.httpRequest();
        throw new NotSent();
    }

    private static Optional<BucketAddress> address(SdkHttpRequest request) {
        Matcher scope =
                SCOPE.matcher(request.firstMatchingHeader("Authorization").orElse(""));
        String path = request.encodedPath();
        boolean plain = scope.matches()
                && path.endsWith("/" + KEY)
                && request.firstMatchingHeader("x-amz-s3session-token").isEmpty();
        if (!plain) {
            return Optional.empty();
        }
        return Optional.of(new BucketAddress(
                request.protocol().equals("https"),
                request.host(),
                request.port(),
                path.substring(0, path.length() - KEY.length() - 1),
                scope.group(1)));
    }
}
