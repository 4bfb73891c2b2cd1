package io.mlplatform.s3.provision;

import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Retention;
import io.mlplatform.layout.Zone;
import java.time.Duration;

/** Layouts to provision. */
final class PlatformLayouts {

    static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private PlatformLayouts() {}

    /** A bucket a zone, and all that can be asked for. */
    static PlatformLayout rich(String organisation) {
        PlatformLayout plain = PlatformLayout.buckets(organisation, "prod")
                .inRegion("eu-west-1")
                .ownedBy(FakeAws.ACCOUNT)
                .withAccessLogs("s3://" + organisation + "-logs/s3")
                .withTeam("growth", "risk");
        return plain.with(Zone.MODELS, plain.zone(Zone.MODELS).withClassification(Classification.CONFIDENTIAL, KEY))
                .with(Zone.DATASETS, plain.zone(Zone.DATASETS).withObjectLock(Duration.ofDays(30)))
                .with(
                        Zone.EXPERIMENTS,
                        plain.zone(Zone.EXPERIMENTS)
                                .withRetention(Retention.defaults().withTemporary(Duration.ofDays(14))));
    }
}
