package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatform;
import io.mlplatform.audit.AuditTable;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.layout.Role;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.pipelines.PipelineExecution;
import io.mlplatform.pipelines.StepAttempt;
import java.io.IOException;
import java.io.InputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Each role at its work, through the library on Ceph's gateway; and refused elsewhere by a message that names the right. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephRoleJobsTest {

    private static final String MAY_NOT_PUT = "ask for s3:PutObject";
    private static TwoTeams teams;

    @BeforeAll
    static void setUp() {
        teams = new TwoTeams();
    }

    @AfterAll
    static void remove() {
        teams.close();
    }

    @Test
    void aDataScientistWorksInTheTeamsWorkspaceAndReadsFormalData() throws IOException {
        MlPlatform ml = teams.open(Role.dataScientist("growth"));

        DatasetVersion input = ml.datasets().get("risk/churn@1");
        assertThat(read(ml, input)).isEqualTo(TwoTeams.bytes("risk"));
        ModelVersion model = ml.workspace("growth").runs().run("churn/try", run -> {
            run.uses(input).metric("auc", 0.7, 1);
            return ml.workspace("growth")
                    .models()
                    .draft("tried")
                    .addBytes("model.onnx", TwoTeams.bytes("m"))
                    .from(run)
                    .publish();
        });
        assertThat(ml.workspace("growth").models().get("tried@1").digest()).isEqualTo(model.digest());
        assertThat(ml.workspace("growth").runs().list("churn")).hasSizeGreaterThan(1);

        refused(
                () -> ml.datasets()
                        .draft("growth/mine")
                        .addBytes("a", new byte[1])
                        .publish(),
                MAY_NOT_PUT);
        refused(() -> ml.datasets().assign(input, "mine"), MAY_NOT_PUT);
        refused(() -> ml.models().get("growth/churn@1"), "s3:GetObject");
        refused(() -> ml.pipelines().executions("growth/train").list(), "s3:ListBucket");
        refused(() -> ml.workspace("risk").datasets().get("churn@1"), "s3:GetObject");
    }

    @Test
    void aDatasetPublisherPromotesWhatTheTeamMade() throws IOException {
        MlPlatform ml = teams.open(Role.datasetPublisher("growth"));
        DatasetVersion made = ml.workspace("growth").datasets().get("churn@1");

        DatasetVersion formal = ml.datasets().promote(made, "growth/promoted");

        assertThat(read(ml, formal)).isEqualTo(TwoTeams.bytes("growth"));
        ml.datasets().assign(formal, "reviewed");
        assertThat(ml.datasets().get("growth/promoted@reviewed").version()).isEqualTo(formal.version());
        refused(() -> ml.datasets().promote(made, "risk/promoted"), MAY_NOT_PUT);
        refused(
                () -> ml.workspace("growth")
                        .datasets()
                        .draft("mine")
                        .addBytes("a", new byte[1])
                        .publish(),
                MAY_NOT_PUT);
        refused(() -> ml.models().get("growth/churn@1"), "s3:GetObject");
    }

    @Test
    void anAutomationRunsItsPipelineAndPublishesTheModel() {
        Role role = Role.automation("growth", TwoTeams.PIPELINE);
        MlPlatform ml = teams.open(role);

        PipelineExecution execution = ml.pipelines().executions("growth/train").start("e-2");
        ModelVersion model;
        try (StepAttempt step =
                execution.step("fit").uses(ml.datasets().get("growth/churn@1")).begin()) {
            step.addBytes("model.onnx", TwoTeams.bytes("m2"));
            step.succeed();
            model = step.toModel("growth/churn", "model.onnx");
        }
        execution.succeed();

        assertThat(ml.models().get("growth/churn@latest").version()).isEqualTo(model.version());
        refused(() -> ml.pipelines().executions("growth/score").start("e-1"), "s3:ListBucket");
        refused(() -> ml.models().assign(model, "production", Approval.by("me")), MAY_NOT_PUT);
        refused(
                () -> ml.datasets()
                        .draft("growth/mine")
                        .addBytes("a", new byte[1])
                        .publish(),
                MAY_NOT_PUT);
        refused(() -> ml.models().get("risk/churn@1"), "s3:GetObject");
    }

    @Test
    void anApproverMovesProductionAndPublishesNothing() {
        MlPlatform ml = teams.open(Role.approver("growth"));
        ModelVersion model = ml.models().get("growth/churn@1");

        ml.models().assign(model, "production", Approval.by("risk-review").because("seen"));

        assertThat(ml.models().audit("growth/churn", "production")).isNotEmpty();
        refused(
                () -> ml.models()
                        .draft("growth/churn")
                        .addBytes("a", new byte[1])
                        .publish(),
                MAY_NOT_PUT);
        refused(() -> ml.models().get("risk/churn@1"), "s3:GetObject");
    }

    @Test
    void aModelConsumerReadsWhatIsInProduction() throws IOException {
        MlPlatform ml = teams.open(Role.modelConsumer("risk"));
        ModelVersion model = ml.models().get("risk/churn@production");

        try (InputStream bytes = ml.models().open(model, "model.onnx")) {
            assertThat(bytes.readAllBytes()).isEqualTo(TwoTeams.bytes("risk"));
        }
        refused(() -> ml.models().assign(model, "mine"), MAY_NOT_PUT);
        refused(() -> ml.models().get("growth/churn@1"), "s3:GetObject");
    }

    @Test
    void anAuditorSeesWhoDidWhatAndNoData() {
        MlPlatform ml = teams.open(Role.auditor());

        AuditTable table = ml.audit().table();

        assertThat(table.toString())
                .contains("growth/churn")
                .contains("risk/churn")
                .contains("production");
        refused(() -> read(ml, ml.datasets().get("growth/churn@1")), "s3:GetObject");
        refused(
                () -> ml.datasets()
                        .draft("growth/mine")
                        .addBytes("a", new byte[1])
                        .publish(),
                MAY_NOT_PUT);
    }

    private static byte[] read(MlPlatform ml, DatasetVersion version) throws IOException {
        try (InputStream bytes = ml.datasets().open(version, "a.csv")) {
            return bytes.readAllBytes();
        }
    }

    private static void refused(ThrowingCallable job, String right) {
        assertThatThrownBy(job).isInstanceOf(AccessDeniedException.class).hasMessageContaining(right);
    }
}
