package io.mlplatform.s3.provision;

import io.mlplatform.layout.PlatformLayout;
import org.junit.jupiter.api.condition.EnabledIf;

/** On Ceph's gateway, which enforces what it is told. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephProvisionerTest extends ProvisionerTests {

    @Override
    Site site() {
        return new CephSite();
    }

    @Override
    PlatformLayout layout(Site site) {
        return site.folders();
    }
}
