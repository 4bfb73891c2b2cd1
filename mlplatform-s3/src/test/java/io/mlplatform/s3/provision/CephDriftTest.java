package io.mlplatform.s3.provision;

import org.junit.jupiter.api.condition.EnabledIf;

/** On Ceph's gateway, where versions make it ignore conditions: to switch them off tightens. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephDriftTest extends DriftTests {

    @Override
    Site site() {
        return new CephSite();
    }

    @Override
    ChangeKind versioningBack() {
        return ChangeKind.TIGHTEN;
    }
}
