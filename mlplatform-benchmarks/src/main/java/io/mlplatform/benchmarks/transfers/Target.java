package io.mlplatform.benchmarks.transfers;

import java.net.URI;

/**
 * Where requests go, and how many at a time.
 *
 * @param endpoint with scheme, host and port
 * @param parallelism threads, or requests in flight, of each client that has a setting for it
 */
record Target(URI endpoint, String bucket, int parallelism) {

    static final String REGION = "us-east-1";

    boolean isTls() {
        return "https".equals(endpoint.getScheme());
    }
}
