package io.mlplatform.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.layout.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

    private static final String ONE = "acme-prod-platform";

    @Test
    void aRoleListsWhatItReads() {
        Account.Caller scientist = new Account(Layouts.oneBucket()).as(Role.dataScientist("growth"));

        assertThat(List.of(
                        "experiments/growth/ann/churn/run/_log/",
                        "experiments/_entities/growth!ann!",
                        "experiments/_lineage/datasets/growth!churn/0000000001/",
                        "datasets/_entities/",
                        "datasets/risk/accounts/_log/",
                        "features/_lineage/datasets/risk!a/0000000001/"))
                .allMatch(prefix -> scientist.lists(ONE, prefix));
    }

    @Test
    void aRoleListsNothingElse() {
        Account.Caller scientist = new Account(Layouts.oneBucket()).as(Role.dataScientist("growth"));

        assertThat(List.of(
                        "",
                        "experiments/",
                        "experiments/growth",
                        "experiments/growth-eu/ann/",
                        "experiments/_entities/",
                        "experiments/_entities/growth",
                        "experiments/_entities/growth-eu!",
                        "models/growth/",
                        "pipelines/growth/"))
                .noneMatch(prefix -> scientist.lists(ONE, prefix));
    }

    @Test
    void whereTheWholeBucketIsReadableAnAbsentKeyIsToldFromADeniedOne() {
        Account buckets = new Account(Layouts.buckets());
        Account.Caller scientist = buckets.as(Role.dataScientist("growth"));

        assertThat(List.of("acme-prod-experiments-growth", "acme-prod-datasets", "acme-prod-features"))
                .allMatch(scientist::learnsOfAbsence);
        assertThat(List.of("acme-prod-experiments-growth-eu", "acme-prod-models", "acme-prod-pipelines"))
                .noneMatch(scientist::learnsOfAbsence);
        assertThat(buckets.as(Role.modelConsumer("growth")).learnsOfAbsence("acme-prod-models"))
                .isFalse();
        assertThat(new Account(Layouts.oneBucket()).as(Role.collector()).learnsOfAbsence(ONE))
                .isTrue();
    }

    @Test
    void anAuditorListsLogsOnly() {
        Account.Caller auditor = new Account(Layouts.oneBucket()).as(Role.auditor());

        assertThat(List.of("models/growth/churn/_log/", "experiments/_entities/", "models/_lineage/"))
                .allMatch(prefix -> auditor.lists(ONE, prefix));
        assertThat(List.of("", "models/", "models/growth/churn/data/", "models/growth/churn/_manifests/"))
                .noneMatch(prefix -> auditor.lists(ONE, prefix));
    }

    @Test
    void aBucketOfAnotherAccountThatIsCalledLikeATeamsIsOutOfReach() {
        Account.Caller scientist = new Account(Layouts.buckets()).as(Role.dataScientist("growth"));
        String bucket = "acme-prod-experiments-growth";
        String key = "/growth/ann/churn/run/_log/1.json";

        assertThat(scientist
                        .decide("s3:GetObject", bucket, key, request -> request)
                        .isAllowed())
                .isTrue();
        assertThat(scientist
                        .decide(
                                "s3:GetObject",
                                bucket,
                                key,
                                request -> request.with("aws:ResourceAccount", "999999999999"))
                        .isAllowed())
                .isFalse();
    }
}
