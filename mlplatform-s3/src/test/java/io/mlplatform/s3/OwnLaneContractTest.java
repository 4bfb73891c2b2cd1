package io.mlplatform.s3;

import io.mlplatform.store.ObjectStore;

/** The store contract on S3Proxy, with bytes over the own lane. */
class OwnLaneContractTest extends S3ProxyContractTest {

    @Override
    public ObjectStore newStore() {
        S3Settings settings =
                LocalS3.settings(server).toBuilder().transport(S3Transport.OWN).build();
        return S3Store.open(TestBuckets.createIn(settings), settings);
    }
}
