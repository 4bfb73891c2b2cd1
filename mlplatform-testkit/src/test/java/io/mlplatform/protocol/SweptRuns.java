package io.mlplatform.protocol;

import static io.mlplatform.protocol.SweptOperation.of;

import io.mlplatform.experiments.MetricOrder;
import io.mlplatform.experiments.Run;
import java.util.List;
import java.util.function.Consumer;

/** The operations on runs. */
final class SweptRuns {

    static final List<SweptOperation> ALL = List.of(
            of("Runs.run(String,RunBody)", s -> () -> s.runs().run("churn/xgb", run -> run.metric("auc", 1))),
            of("Runs.start(String)", s -> () -> s.runs().start("churn/xgb")),
            of("Runs.resume(String)", s -> ended(s, name -> s.runs().resume(name))),
            of("Runs.get(String)", s -> ended(s, name -> s.runs().get(name))),
            of("Runs.find(String)", s -> ended(s, name -> s.runs().find(name))),
            of("Runs.list(String)", s -> ended(s, name -> s.runs().list("churn"))),
            of("Runs.list()", s -> ended(s, name -> s.runs().list())),
            of("Runs.compare(String[])", s -> ended(s, name -> s.runs().compare(name, name))),
            of(
                    "Runs.leaderboard(String,String,MetricOrder)",
                    s -> ended(s, name -> s.runs().leaderboard("churn", "auc", MetricOrder.LOWEST_FIRST))),
            of("Runs.eachPoint(String,Consumer)", s -> ended(s, name -> s.runs().eachPoint(name, point -> {}))),
            of("Runs.files(String)", s -> ended(s, name -> s.runs().files(name))),
            of("Runs.open(String,String)", s -> {
                String name = failed(s);
                return () -> s.runs().open(name, "environment.json").close();
            }),
            of("Run.flush()", s -> begun(s)::flush),
            of("Run.addFile(Path,String)", s -> {
                Run run = begun(s);
                return () -> run.addFile(SweepStage.tree(s.folder()).resolve("train.py"), "train.py");
            }),
            of("Run.succeed()", s -> begun(s)::succeed),
            of("Run.fail(String)", s -> {
                Run run = begun(s);
                return () -> run.fail("by hand");
            }),
            of("Run.close()", s -> begun(s)::close));

    private SweptRuns() {}

    private static Run begun(SweepStage stage) {
        return stage.runs().start("churn/xgb").metric("auc", 0.5, 1);
    }

    private static String failed(SweepStage stage) {
        Run run = begun(stage);
        run.fail("before");
        return run.name().value();
    }

    private static SweptOperation.Call ended(SweepStage stage, Consumer<String> operation) {
        String name = failed(stage);
        return () -> operation.accept(name);
    }
}
