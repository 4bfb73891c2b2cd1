package io.mlplatform.s3;

import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.StoreProvider;
import java.net.URI;

/**
 * Opens {@code s3://bucket/prefix?endpoint=http://127.0.0.1:9000&region=us-east-1&server=ceph-rgw&path-style=true}; all
 * parameters are optional. Credentials come from the SDK's default chain.
 */
public final class S3StoreProvider implements StoreProvider {

    /** For {@link java.util.ServiceLoader}. */
    public S3StoreProvider() {}

    @Override
    public String scheme() {
        return "s3";
    }

    @Override
    public StoreLocation open(URI location) {
        S3Location parsed = S3Location.parse(location);
        return new StoreLocation(S3Store.open(parsed.bucket(), parsed.settings()), parsed.prefix());
    }
}
