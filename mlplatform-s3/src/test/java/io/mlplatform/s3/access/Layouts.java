package io.mlplatform.s3.access;

import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import java.util.List;
import java.util.stream.IntStream;

/** Platforms that the tests of policies look at. */
final class Layouts {

    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    static final String OTHER_KEY = "arn:aws:kms:eu-west-1:111122223333:key/9999abcd-12ab-34cd-56ef-1234567890ab";

    private Layouts() {}

    /** A bucket a zone, and one a team for experiments; formal datasets with a key. */
    static PlatformLayout buckets() {
        PlatformLayout layout = PlatformLayout.buckets("acme", "prod")
                .inRegion("eu-west-1")
                .ownedBy("111122223333")
                .withTeam(teams());
        return layout.with(Zone.DATASETS, layout.zone(Zone.DATASETS).withKmsKey(KEY));
    }

    /** All five zones as folders of one bucket, one of them restricted; a key for that. */
    static PlatformLayout oneBucket() {
        PlatformLayout layout = PlatformLayout.foldersOfOne()
                .inRegion("eu-west-1")
                .ownedBy("111122223333")
                .withTeam(teams());
        return layout.with(
                Zone.EXPERIMENTS, layout.zone(Zone.EXPERIMENTS).withClassification(Classification.RESTRICTED, KEY));
    }

    /** Fifty, some of whose names begin like another's. */
    static String[] teams() {
        return IntStream.rangeClosed(0, 49)
                .mapToObj(i -> i == 0 ? "growth" : i == 1 ? "growth-eu" : i == 2 ? "risk" : "team-" + i)
                .toArray(String[]::new);
    }

    static List<Role> roles(String team) {
        return List.of(
                Role.dataScientist(team),
                Role.featureOwner(team),
                Role.datasetPublisher(team),
                Role.automation(team),
                Role.automation(team, "churn"),
                Role.modelConsumer(team),
                Role.approver(team),
                Role.collector(),
                Role.auditor());
    }
}
