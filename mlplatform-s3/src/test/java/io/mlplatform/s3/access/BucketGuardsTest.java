package io.mlplatform.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.layout.Action;
import io.mlplatform.layout.Permission;
import io.mlplatform.layout.Privilege;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.S3Server;
import io.mlplatform.testkit.policy.AccessRequest;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a bucket denies to those who have all rights on S3 besides: only its policy stands in their way. */
class BucketGuardsTest {

    private static final String BUCKET = "acme-prod-platform";
    private static final String TXN = "01jd9xk3c0q8v5w2m7n4p6r1st";
    private static final String DATA = "datasets/growth/churn/data/" + TXN + "/a.csv";
    private static final String LOG = "models/growth/churn/_log/9999999999-0000000000.json";
    private static final String ALIAS = "models/growth/churn/_aliases/production/9999999999-0000000000.json";
    private static final String SSE = "s3:x-amz-server-side-encryption";
    private static final String SSE_KEY = SSE + "-aws-kms-key-id";
    private static final UnaryOperator<AccessRequest> AS_IT_IS = UnaryOperator.identity();

    private final Account account = new Account(Layouts.oneBucket());
    private final Account.Caller publisher = account.withTooMuch(Role.datasetPublisher("growth"));
    private final Account.Caller administrator = account.administrator();

    @Test
    void nothingIsAskedWithoutTls() {
        assertThat(publisher
                        .decide(
                                "s3:GetObject",
                                BUCKET,
                                "/" + DATA,
                                request -> request.with("aws:SecureTransport", "false"))
                        .isAllowed())
                .isFalse();
        assertThat(publisher.gets(BUCKET, DATA)).isTrue();
    }

    @Test
    void aPutWithoutIfAbsentIsDeniedButForItsPartsAndWhatIsDerived() {
        assertThat(publisher.puts(BUCKET, DATA)).isTrue();
        assertThat(publisher.overwrites(BUCKET, DATA)).isFalse();
        assertThat(publisher.puts(
                        BUCKET, DATA, request -> Account.creating(request).with("s3:if-match", "x")))
                .isFalse();
        assertThat(publisher.puts(BUCKET, DATA, Account::part)).isTrue();
        assertThat(publisher.overwrites(BUCKET, "datasets/growth/churn/_head.json"))
                .isTrue();
        assertThat(publisher.overwrites(BUCKET, "datasets/growth/churn/_exports/current/a"))
                .isTrue();
        assertThat(publisher.overwrites(BUCKET, "datasets/growth/churn/_exports/0000000001/a"))
                .isFalse();
    }

    @Test
    void theLayoutIsPutIfAbsentOrIfMatchByWhoHasNoRole() {
        String layout = "_platform/layout.json";

        assertThat(administrator.puts(BUCKET, layout)).isTrue();
        assertThat(administrator.puts(
                        BUCKET, layout, request -> Account.creating(request).with("s3:if-match", "x")))
                .isTrue();
        assertThat(administrator.overwrites(BUCKET, layout)).isFalse();
        assertThat(publisher.puts(BUCKET, layout)).isFalse();
        assertThat(administrator.deletes(BUCKET, layout)).isFalse();
    }

    @Test
    void logsAliasesAndSignaturesAreDeletedByNoOne() {
        for (Account.Caller caller : List.of(account.withTooMuch(Role.collector()), publisher, administrator)) {
            for (String key : List.of(LOG, ALIAS, "models/growth/churn/_signatures/0000000001.sig")) {
                assertThat(caller.deletes(BUCKET, key)).as(key).isFalse();
                assertThat(caller.does("s3:DeleteObjectVersion", BUCKET, key))
                        .as(key)
                        .isFalse();
            }
        }
    }

    @Test
    void theRestIsDeletedByTheCollectorAloneAndNotByAnAdministrator() {
        assertThat(account.withTooMuch(Role.collector()).deletes(BUCKET, DATA)).isTrue();
        assertThat(administrator.deletes(BUCKET, DATA)).isFalse();
        assertThat(publisher.deletes(BUCKET, DATA)).isFalse();
    }

    @Test
    void protectedAliasesArePutByApproversOfTheTeamAlone() {
        assertThat(account.withTooMuch(Role.approver("growth")).puts(BUCKET, ALIAS))
                .isTrue();
        assertThat(account.withTooMuch(Role.approver("growth-eu")).puts(BUCKET, ALIAS))
                .isFalse();
        assertThat(account.withTooMuch(Role.automation("growth")).puts(BUCKET, ALIAS))
                .isFalse();
        assertThat(administrator.puts(BUCKET, ALIAS)).isFalse();
    }

    @Test
    void noTeamWritesInAnothersNameHoweverAlikeTheyAreCalled() {
        for (String key : List.of(
                "datasets/growth-eu/churn/_log/9999999999-0000000000.json",
                "datasets/_entities/growth-eu!churn",
                "datasets/_lineage/features/growth!a/0000000001/datasets!growth-eu!churn@0000000001",
                "datasets/other",
                "elsewhere/growth/x")) {
            assertThat(publisher.puts(BUCKET, key)).as(key).isFalse();
        }
        assertThat(publisher.puts(
                        BUCKET, "datasets/_lineage/features/risk!a/0000000001/datasets!growth!churn@0000000001"))
                .isTrue();
    }

    @Test
    void whoHasNoTeamWritesNothingButProbesAndTheLayout() {
        assertThat(administrator.puts(BUCKET, DATA)).isFalse();
        assertThat(administrator.puts(BUCKET, "datasets/_probe/x")).isTrue();
        assertThat(administrator.puts(BUCKET, "pipelines/_probe/x")).isTrue();
        assertThat(account.withTooMuch(Map.of(Role.KIND_TAG, "automation")).puts(BUCKET, DATA))
                .isFalse();
    }

    @Test
    void aCollectorWritesLogsOnly() {
        Account.Caller collector = account.withTooMuch(Role.collector());

        assertThat(collector.puts(BUCKET, LOG)).isTrue();
        assertThat(collector.puts(BUCKET, DATA)).isFalse();
        assertThat(collector.puts(BUCKET, "models/growth/churn/_versions/0000000001.json"))
                .isFalse();
    }

    @Test
    void thePipelinesZoneIsForAutomation() {
        String key = "pipelines/growth/churn/sources/_exports/current/source.zip";
        Account.Caller codePipeline = account.withTooMuch(Map.of(Role.KIND_TAG, "automation", Role.TEAM_TAG, "growth"));

        assertThat(List.of(account.withTooMuch(Role.collector()), account.withTooMuch(Role.auditor()), codePipeline))
                .allMatch(caller -> caller.gets(BUCKET, key) && caller.lists(BUCKET, "pipelines/growth/"));
        assertThat(List.of(publisher, administrator))
                .noneMatch(caller -> caller.gets(BUCKET, key)
                        || caller.puts(BUCKET, key)
                        || caller.lists(BUCKET, "pipelines/growth/"));
    }

    @Test
    void restrictedDataIsReadByItsTeamTheCollectorAndTheAuditor() {
        String key = "experiments/growth/ann/churn/run/data/" + TXN + "/a.csv";
        String prefix = "experiments/growth/ann/";

        assertThat(List.of(publisher, account.withTooMuch(Role.collector()), account.withTooMuch(Role.auditor())))
                .allMatch(caller -> caller.gets(BUCKET, key) && caller.lists(BUCKET, prefix));
        assertThat(List.of(account.withTooMuch(Role.dataScientist("growth-eu")), administrator))
                .noneMatch(caller -> caller.gets(BUCKET, key)
                        || caller.lists(BUCKET, prefix)
                        || caller.lists(BUCKET, "")
                        || caller.learnsOfAbsence(BUCKET))
                .allMatch(caller -> caller.gets(BUCKET, DATA) && caller.lists(BUCKET, "datasets/growth/"));
    }

    @Test
    void keysOfEntitiesAreNotTaggedNorGivenToOthers() {
        assertThat(List.of(administrator, publisher, account.withTooMuch(Role.collector())))
                .noneMatch(caller -> caller.does("s3:PutObjectTagging", BUCKET, DATA)
                        || caller.does("s3:PutObjectAcl", BUCKET, DATA));
        assertThat(publisher.puts(BUCKET, DATA, request -> Account.ifAbsent(request)
                        .with("s3:RequestObjectTag/mlplatform-retention", "temporary")))
                .isFalse();
        assertThat(publisher.puts(
                        BUCKET, DATA, request -> Account.ifAbsent(request).with("s3:x-amz-acl", "public-read")))
                .isFalse();
        assertThat(administrator.does("s3:PutObjectTagging", BUCKET, "experiments/growth/scratch.csv"))
                .isTrue();
    }

    @Test
    void noOneReplicatesIntoTheBucketOrBypassesRetention() {
        for (String action : List.of(
                "s3:ReplicateObject",
                "s3:ReplicateDelete",
                "s3:ReplicateTags",
                "s3:ObjectOwnerOverrideToBucketOwner",
                "s3:BypassGovernanceRetention")) {
            assertThat(List.of(administrator, publisher, account.withTooMuch(Role.collector())))
                    .as(action)
                    .noneMatch(caller -> caller.does(action, BUCKET, DATA));
            assertThat(AccessPolicies.of(Layouts.oneBucket(), Account.OPENED, S3Server.CEPH_RGW)
                            .bucket(BUCKET)
                            .json())
                    .doesNotContain(action);
        }
    }

    @Test
    void whatIsNotReadIsNotReplicatedElsewhere() {
        String action = "s3:GetObjectVersionForReplication";

        assertThat(administrator.does(action, BUCKET, "experiments/growth/ann/churn/run/data/" + TXN + "/a.csv"))
                .isFalse();
        assertThat(administrator.does(action, BUCKET, "pipelines/growth/churn/sources/_head.json"))
                .isFalse();
        assertThat(administrator.does(action, BUCKET, DATA)).isTrue();
    }

    @Test
    void aRightToOneTeamsLogsDoesNotOpenRestrictedDataOfAnother() {
        Role reading = Role.custom("reading", Permission.to(Action.READ_LOG, Zone.MODELS, "growth-eu/"));
        Role collecting = Role.custom("collecting", Permission.to(Action.DELETE, Zone.DATASETS, "growth-eu/churn"));
        String restricted = "experiments/growth/ann/churn/run/data/" + TXN + "/a.csv";

        assertThat(List.of(account.withTooMuch(reading), account.withTooMuch(collecting)))
                .noneMatch(caller -> caller.gets(BUCKET, restricted) || caller.deletes(BUCKET, DATA));
    }

    @Test
    void anotherKeyThanTheZonesIsDenied() {
        Account.Caller scientist = account.withTooMuch(Role.dataScientist("growth"));
        String key = "experiments/growth/ann/churn/run/data/" + TXN + "/a.csv";

        assertThat(puts(scientist, key, AS_IT_IS)).isTrue();
        assertThat(puts(scientist, key, request -> request.with(SSE, "aws:kms").with(SSE_KEY, Layouts.KEY)))
                .isTrue();
        assertThat(puts(scientist, key, request -> request.with(SSE, "aws:kms").with(SSE_KEY, Layouts.OTHER_KEY)))
                .isFalse();
        assertThat(puts(scientist, key, request -> request.with(SSE, "aws:kms")))
                .isFalse();
        assertThat(puts(scientist, key, request -> request.with(SSE, "AES256"))).isFalse();
        assertThat(puts(scientist, key, request -> request.with(SSE + "-customer-algorithm", "AES256")))
                .isFalse();
        assertThat(puts(publisher, DATA, request -> request.with(SSE, "AES256")))
                .isTrue();
    }

    @Test
    void inAZoneWithoutAKeyNoKeyIsNamedNorKept() {
        String key = Layouts.OTHER_KEY;

        assertThat(puts(publisher, DATA, request -> request.with(SSE, "aws:kms").with(SSE_KEY, key)))
                .isFalse();
        assertThat(puts(publisher, DATA, request -> request.with(SSE + "-customer-algorithm", "AES256")))
                .isFalse();
        assertThat(puts(publisher, DATA, request -> request.with(SSE, "aws:kms")))
                .isTrue();
    }

    @Test
    void aCustomRolesTagOpensWhatItHoldsAndNothingElse() {
        Role releasing = Role.custom("releasing", Permission.to(Action.ASSIGN_PROTECTED, Zone.MODELS, "growth/"));

        assertThat(releasing.holds(Privilege.APPROVE)).isTrue();
        assertThat(account.withTooMuch(releasing).puts(BUCKET, ALIAS)).isTrue();
        assertThat(account.withTooMuch(releasing).deletes(BUCKET, DATA)).isFalse();
        assertThat(account.withTooMuch(releasing).gets(BUCKET, "pipelines/growth/churn/x/_log/1.json"))
                .isFalse();
    }

    @Test
    void anAdministratorStillManagesTheBucket() {
        for (String action : List.of("s3:PutBucketPolicy", "s3:GetBucketPolicy", "s3:PutLifecycleConfiguration")) {
            assertThat(administrator.decide(action, BUCKET, "", AS_IT_IS).isAllowed())
                    .as(action)
                    .isTrue();
        }
    }

    private static boolean puts(Account.Caller caller, String key, UnaryOperator<AccessRequest> encrypted) {
        return caller.puts(BUCKET, key, request -> encrypted.apply(Account.ifAbsent(request)));
    }

    @Test
    void whoSetsThePlatformUpFindsBucketsAndTriedStoresWhateverTheirGuards() {
        for (Account of : List.of(account, new Account(Layouts.buckets()))) {
            for (String bucket : of == account ? List.of(BUCKET) : List.of("acme-prod-pipelines", BUCKET)) {
                Account.Caller setsUp = of.administrator();
                assertThat(setsUp.decide("s3:GetBucketVersioning", bucket, "", AS_IT_IS)
                                .isAllowed())
                        .as(bucket)
                        .isTrue();
            }
        }
        for (String zone : List.of("experiments", "pipelines")) {
            String mark = zone + "/_probe/put-if-absent";
            assertThat(administrator.gets(BUCKET, mark)).isTrue();
            assertThat(administrator.lists(BUCKET, mark)).isTrue();
            assertThat(administrator.puts(BUCKET, mark)).isTrue();
        }
        Account.Caller ofBuckets = new Account(Layouts.buckets()).administrator();
        assertThat(ofBuckets.gets("acme-prod-pipelines", "_probe/put-if-absent"))
                .isTrue();
        assertThat(ofBuckets.lists("acme-prod-pipelines", "_probe/put-if-absent"))
                .isTrue();
        assertThat(ofBuckets.lists("acme-prod-pipelines", "growth/")).isFalse();
        assertThat(administrator.gets(BUCKET, "experiments/growth/churn/data/a"))
                .isFalse();
        assertThat(administrator.lists(BUCKET, "experiments/growth/")).isFalse();
    }
}
