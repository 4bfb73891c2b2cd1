package io.mlplatform.s3.provision;

import io.mlplatform.layout.PlatformLayout;

/** With all that a layout can ask for, on the fake of AWS: no server here has these settings. */
class FakeAwsProvisionerTest extends ProvisionerTests {

    @Override
    Site site() {
        return new FakeSite();
    }

    @Override
    PlatformLayout layout(Site site) {
        return PlatformLayouts.rich(site.organisation());
    }
}
