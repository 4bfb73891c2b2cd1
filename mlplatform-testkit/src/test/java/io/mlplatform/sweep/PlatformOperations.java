package io.mlplatform.sweep;

import static io.mlplatform.testkit.sweep.Operation.preparedRead;
import static io.mlplatform.testkit.sweep.Operation.preparedWrite;
import static io.mlplatform.testkit.sweep.Operation.read;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.MlPlatform;
import io.mlplatform.audit.AuditTable;
import io.mlplatform.lineage.Retirement;
import io.mlplatform.lineage.Usage;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.sweep.Operation;
import io.mlplatform.testkit.sweep.Scene;
import java.util.List;

/** What {@link MlPlatform} itself does, and the faces that look over all zones. */
final class PlatformOperations {

    private static final String DATA = "mlp://datasets/" + World.CHURN + "@2";
    private static final String MODEL = "mlp://models/" + World.CHURN + "@1";

    private PlatformOperations() {}

    static List<Operation> all() {
        return List.of(
                read(scene -> layout(scene), "MlPlatformBuilder.open()", "MlPlatform.open(String)"),
                resolving(),
                read(scene -> scene.ml().audit().table(), "Audit.table()").mayConfess(PlatformOperations::saysUnseen),
                read(scene -> scene.ml().audit().of(MODEL).table(), "Audit.table()")
                        .with("of a version")
                        .mayConfess(PlatformOperations::saysUnseen),
                read(scene -> scene.ml().lineage().of(MODEL), "Lineage.of(String)")
                        .mayConfess(PlatformOperations::saysNoAccess),
                of((scene, model) -> scene.ml().lineage().of(model), "Lineage.of(EntityVersion)")
                        .mayConfess(PlatformOperations::saysNoAccess),
                read(scene -> scene.ml().lineage().usedBy(DATA), "Lineage.usedBy(String)")
                        .mayConfess(PlatformOperations::saysUnseen),
                of((scene, model) -> scene.ml().lineage().usedBy(model), "Lineage.usedBy(EntityVersion)")
                        .mayConfess(PlatformOperations::saysUnseen),
                read(scene -> scene.ml().lineage().retiring(DATA), "Lineage.retiring(String)")
                        .mayConfess(PlatformOperations::saysUnseen),
                of((scene, model) -> scene.ml().lineage().retiring(model), "Lineage.retiring(EntityVersion)")
                        .mayConfess(PlatformOperations::saysUnseen));
    }

    interface About {
        Object ask(Scene scene, ModelVersion model);
    }

    private static Operation of(About about, String method) {
        return preparedRead(
                scene -> {
                    ModelVersion model = scene.ml().models().get(World.CHURN + "@1");
                    return () -> about.ask(scene, model);
                },
                method);
    }

    private static Object layout(Scene scene) {
        try (MlPlatform opened = scene.builder().open()) {
            return opened.layout();
        }
    }

    /** Settles a publish that was cut off from the log. */
    private static Operation resolving() {
        return preparedWrite(
                        scene -> Effects.churn(scene.ml()),
                        scene -> {
                            FaultScriptedStore cutOff = new FaultScriptedStore(
                                    scene.store(),
                                    FaultRule.every(Fault.LOST_REQUEST)
                                            .of(RequestKind.PUT)
                                            .on(key -> key.contains("/_log/")));
                            try (MlPlatform ml = scene.builder(cutOff).open()) {
                                CommitOutcomeUnknownException unknown =
                                        catchThrowableOfType(CommitOutcomeUnknownException.class, () -> ml.datasets()
                                                .draft(World.CHURN)
                                                .addBytes("dt=3/own.csv", World.bytes("id\n"))
                                                .publish());
                                return () -> scene.ml().resolve(unknown);
                            }
                        },
                        "MlPlatform.resolve(CommitOutcomeUnknownException)")
                .repeatedBySameCaller();
    }

    private static boolean saysNoAccess(Object lineage) {
        return lineage.toString().contains("[no access]");
    }

    private static boolean saysUnseen(Object answer) {
        if (answer instanceof AuditTable table) {
            return !table.unseen().isEmpty();
        }
        if (answer instanceof Retirement retirement) {
            return !retirement.unseen().isEmpty() || saysNoAccess(retirement);
        }
        return answer instanceof Usage usage && !usage.unseen().isEmpty();
    }
}
