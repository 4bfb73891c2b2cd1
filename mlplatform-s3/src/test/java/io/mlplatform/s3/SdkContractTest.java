package io.mlplatform.s3;

import io.mlplatform.store.ObjectStore;

/** The store contract on S3Proxy, with bytes by the SDK's client. */
class SdkContractTest extends S3ProxyContractTest {

    @Override
    public ObjectStore newStore() {
        S3Settings settings =
                LocalS3.settings(server).toBuilder().transport(S3Transport.SDK).build();
        return S3Store.open(TestBuckets.createIn(settings), settings);
    }
}
