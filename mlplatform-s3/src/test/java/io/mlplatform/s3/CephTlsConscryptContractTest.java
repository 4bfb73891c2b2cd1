package io.mlplatform.s3;

import io.mlplatform.s3.internal.lane.ChosenEngine;
import org.junit.jupiter.api.condition.EnabledIf;

/** The store contract on Ceph's RADOS Gateway over TLS by Conscrypt, with bytes over the own lane. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephTlsConscryptContractTest extends CephTlsContractTest {

    @Override
    ChosenEngine engine() {
        return ChosenEngine.CONSCRYPT;
    }
}
