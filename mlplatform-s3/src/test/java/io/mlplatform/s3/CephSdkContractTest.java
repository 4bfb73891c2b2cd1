package io.mlplatform.s3;

import io.mlplatform.store.ObjectStore;
import org.junit.jupiter.api.condition.EnabledIf;

/** The store contract on Ceph's RADOS Gateway, with bytes by the SDK's client. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephSdkContractTest extends CephContractTest {

    @Override
    public ObjectStore newStore() {
        return S3Store.open(
                buckets.create(),
                server.owner().toBuilder().transport(S3Transport.SDK).build());
    }
}
