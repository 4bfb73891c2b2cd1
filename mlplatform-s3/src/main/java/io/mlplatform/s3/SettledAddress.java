package io.mlplatform.s3;

import io.mlplatform.s3.internal.lane.BucketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The address of a bucket where its settings alone decide it: in the path below an endpoint of its own, in a known region, on a
 * server that is not Amazon's. An {@link AddressProbe} finds the same, but not without the SDK's client and one request that goes
 * through all of it, which in a new process takes longer than thousands of small objects.
 */
final class SettledAddress {

    // Where the SDK's rules see more in a bucket's name than a name.
    private static final String SPECIAL = "--";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private SettledAddress() {}

    /** The address, or empty where the SDK's rules, or the environment, have a say in it. */
    static Optional<BucketAddress> of(S3Settings settings, String bucket) {
        boolean settled = settings.server() != S3Server.AWS && settings.pathStyle() && !bucket.contains(SPECIAL);
        return settings.endpoint()
                .filter(endpoint -> settled && isPlain(endpoint))
                .flatMap(endpoint -> settings.region().map(region -> below(endpoint, bucket, region)));
    }

    private static boolean isPlain(URI endpoint) {
        return SCHEMES.contains(endpoint.getScheme())
                && endpoint.getHost() != null
                && !endpoint.getHost().startsWith("[")
                && endpoint.getRawUserInfo() == null
                && endpoint.getRawQuery() == null
                && endpoint.getRawFragment() == null;
    }

    private static BucketAddress below(URI endpoint, String bucket, String region) {
        boolean encrypted = endpoint.getScheme().equals("https");
        int port = endpoint.getPort() < 0 ? BucketAddress.usualPort(encrypted) : endpoint.getPort();
        String path = endpoint.getRawPath();
        String folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new BucketAddress(encrypted, endpoint.getHost(), port, folder + "/" + bucket, region);
    }
}
