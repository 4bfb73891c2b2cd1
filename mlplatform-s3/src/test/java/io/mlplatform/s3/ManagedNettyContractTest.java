package io.mlplatform.s3;

import io.mlplatform.store.ObjectStore;
import org.junit.jupiter.api.Tag;

/** The store contract on S3Proxy, with bulk transfers by the SDK's transfer manager over Netty. */
@Tag("soak")
class ManagedNettyContractTest extends S3ProxyContractTest {

    @Override
    public ObjectStore newStore() {
        S3Settings settings = LocalS3.settings(server);
        return ManagedStores.open(TestBuckets.createIn(settings), settings, AsyncEngine.NETTY);
    }
}
