package io.mlplatform.s3;

import io.mlplatform.store.ObjectStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** The store contract on Ceph's RADOS Gateway, with bulk transfers by the SDK's transfer manager over Netty. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
@Tag("soak")
class CephManagedNettyContractTest extends CephContractTest {

    @Override
    public ObjectStore newStore() {
        return ManagedStores.open(buckets.create(), server.owner(), AsyncEngine.NETTY);
    }
}
