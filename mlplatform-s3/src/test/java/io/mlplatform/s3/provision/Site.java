package io.mlplatform.s3.provision;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.s3.TestControl;
import io.mlplatform.store.StoreLocation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;

/** Somewhere to provision one platform; closing removes it. */
interface Site extends AutoCloseable {

    /** Begins all names. */
    String organisation();

    /** The clients of the administrator, by way of {@code http}. */
    TestControl control(SdkHttpClient http);

    /** What answers. */
    SdkHttpClient server();

    /** All there is of the platform; equal for two that are alike, whatever their organisation. */
    String state();

    /** An ARN that may take roles on. */
    String principal();

    @Override
    void close();

    default String bucket() {
        return organisation() + "-ml";
    }

    /** All zones are folders of one bucket. */
    default PlatformLayout folders() {
        PlatformLayout plain = PlatformLayout.foldersOfOne();
        return new PlatformLayout(
                organisation(), "test", Optional.empty(), Optional.empty(), List.of(), plain.zones(), Optional.empty());
    }

    /** A provisioner whose requests go by way of {@code http}. */
    default Provisioner provisioner(PlatformLayout layout, SdkHttpClient http) {
        TestControl control = control(http);
        return new Provisioner(new StoreLocation(control.store(), ""), Optional.of(layout), layout, control, () -> {})
                .trusting(principal());
    }

    default Provisioner provisioner(PlatformLayout layout) {
        return provisioner(layout, server());
    }
}
