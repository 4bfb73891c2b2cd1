package io.mlplatform.s3.provision;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.s3.provision.CountedHttp.Moment;
import java.util.List;
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

    /** One of the two: setting up and removing a platform takes seconds there. */
    @Override
    List<Moment> moments(int request) {
        return List.of(Moment.values()[request % 2]);
    }
}
