package io.mlplatform.s3;

import io.mlplatform.store.ObjectStore;
import org.junit.jupiter.api.condition.EnabledIf;

/** The store contract on Ceph's RADOS Gateway, with bytes over the own lane. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephOwnLaneContractTest extends CephContractTest {

    @Override
    public ObjectStore newStore() {
        return S3Store.open(
                buckets.create(),
                server.owner().toBuilder().transport(S3Transport.OWN).build());
    }
}
