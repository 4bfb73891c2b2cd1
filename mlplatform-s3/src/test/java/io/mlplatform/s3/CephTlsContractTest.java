package io.mlplatform.s3;

import io.mlplatform.s3.internal.lane.ChosenEngine;
import io.mlplatform.store.ObjectStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

/** The store contract on Ceph's RADOS Gateway over TLS by the JDK, with bytes over the own lane. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
@Tag("soak")
class CephTlsContractTest extends CephContractTest {

    private static TrustedCertificate trusted;

    @BeforeAll
    static void trust() throws Exception {
        trusted = new TrustedCertificate(CephServer.fromEnvironment().certificate());
    }

    @AfterAll
    static void trustNoMore() throws Exception {
        trusted.close();
    }

    @Override
    public ObjectStore newStore() {
        S3Settings settings = server.encrypted();
        OwnedClient client = new OwnedClient(settings, () -> {});
        return LaneStores.open(client, client::close, buckets.create(), settings, engine());
    }

    ChosenEngine engine() {
        return ChosenEngine.JDK;
    }
}
