package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.s3.TestControl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** On the fake of AWS, for the settings that no server here has. */
class FakeAwsDriftTest extends DriftTests {

    @Override
    Site site() {
        return new FakeSite();
    }

    @Override
    PlatformLayout layout(Site site) {
        return site.folders().ownedBy(FakeAws.ACCOUNT).withAccessLogs("s3://acme-logs");
    }

    @Override
    List<Tampering> tamperings(String bucket, String role) {
        List<Tampering> all = new ArrayList<>(super.tamperings(bucket, role));
        all.add(new Tampering("default encryption", ChangeKind.ADD, hand -> hand.s3()
                .deleteBucketEncryption(request -> request.bucket(bucket))));
        all.add(new Tampering("object ownership", ChangeKind.TIGHTEN, hand -> hand.s3()
                .putBucketOwnershipControls(request -> request.bucket(bucket)
                        .ownershipControls(controls -> controls.rules(rule -> rule.objectOwnership("ObjectWriter"))))));
        all.add(new Tampering("access log", ChangeKind.ADD, hand -> hand.s3()
                .putBucketLogging(request -> request.bucket(bucket).bucketLoggingStatus(status -> {}))));
        all.add(new Tampering("events to EventBridge", ChangeKind.ADD, hand -> hand.s3()
                .putBucketNotificationConfiguration(
                        request -> request.bucket(bucket).notificationConfiguration(none -> {}))));
        all.add(new Tampering(
                "role tag", ChangeKind.TIGHTEN, hand -> hand.iam().tagRole(request -> request.roleName(role)
                        .tags(tag -> tag.key("mlplatform-role").value("collector")))));
        return all;
    }

    @Test
    void versionsAreSwitchedOffOnlyWhereThatIsAllowed() {
        try (Site site = site();
                TestControl hand = site.control(site.server());
                Provisioner provisioner = site.provisioner(layout(site))) {
            provisioner.apply();
            hand.s3().putBucketVersioning(request -> request.bucket(site.bucket())
                    .versioningConfiguration(versioning -> versioning.status("Enabled")));
            assertThat(provisioner.apply().notDone()).singleElement().asString().contains("versioning: on → off");
            assertThat(hand.s3()
                            .getBucketVersioning(request -> request.bucket(site.bucket()))
                            .status())
                    .isEqualTo(BucketVersioningStatus.ENABLED);
            provisioner.apply(Loosening.ALLOWED);
            assertThat(hand.s3()
                            .getBucketVersioning(request -> request.bucket(site.bucket()))
                            .status())
                    .isEqualTo(BucketVersioningStatus.SUSPENDED);
        }
    }

    @Test
    void anAllowForEveryoneIsDangerous() {
        try (Site site = site();
                TestControl hand = site.control(site.server());
                Provisioner provisioner = site.provisioner(layout(site))) {
            provisioner.apply();
            hand.s3().putBucketPolicy(request -> request.bucket(site.bucket())
                    .policy("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
                            + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::acme-ml/*\"}}"));
            assertThat(provisioner.drift().dangers()).singleElement().asString().contains("allows everyone");
        }
    }

    @Test
    void aBucketOfAnotherAccountIsRefused() {
        try (FakeSite site = new FakeSite();
                Provisioner provisioner = site.provisioner(layout(site))) {
            site.server().addForeignBucket(site.bucket());
            assertThatThrownBy(provisioner::apply)
                    .isInstanceOf(ForeignBucketException.class)
                    .hasMessageContaining("s3://acme-ml")
                    .hasMessageContaining("choose another name");
        }
    }
}
