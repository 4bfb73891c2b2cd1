package io.mlplatform.s3;

import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.StoreProvider;
import java.net.URI;
import java.util.Optional;

/**
 * Opens {@code s3://bucket/prefix?endpoint=http://127.0.0.1:9000&region=us-east-1&server=ceph-rgw&path-style=true
 * &role=arn:aws:iam::123456789012:role/x&owner=123456789012}; all parameters are optional. Credentials come from the SDK's
 * default chain, by which the role, if there is one, is taken on.
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

    @Override
    public StoreLocation open(URI location, StoreLocation beside, Optional<String> account) {
        S3Location parsed = S3Location.parse(location);
        // A location that says how it is reached means just that.
        if (location.getRawQuery() == null && beside.store() instanceof S3Store store) {
            return new StoreLocation(store.beside(parsed.bucket(), account), parsed.prefix());
        }
        S3Settings settings = parsed.settings().ownedBy(account);
        return new StoreLocation(S3Store.open(parsed.bucket(), settings), parsed.prefix());
    }

    @Override
    public StoreLocation ownedBy(StoreLocation opened, String account) {
        return opened.store() instanceof S3Store store
                ? new StoreLocation(store.beside(store.bucket().name(), Optional.of(account)), opened.prefix())
                : opened;
    }
}
