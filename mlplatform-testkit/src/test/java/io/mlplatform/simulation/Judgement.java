package io.mlplatform.simulation;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.experiments.Runs;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.testkit.format.FormatReader;
import io.mlplatform.testkit.format.FormatReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The end of a run: faults are off, what was unknown is resolved, and the invariants of the format must hold. */
final class Judgement {

    private final World world;
    private final Node node;

    Judgement(World world) {
        this.world = world;
        FaultDice none = new FaultDice(world.scenario().dice("judge"), "judge", 0, Set.of());
        this.node = new Node("judge", world, none, world.scenario().dice("judge's ids"));
    }

    void pass() {
        List<CommitOutcomeUnknownException> unknown = world.attempts().stream()
                .flatMap(attempt -> attempt.unknown().stream())
                .toList();
        for (CommitOutcomeUnknownException each : unknown) {
            CommitResolution resolution = node.platform().resolve(each);
            world.settle(each.writeId(), resolution);
        }
        world.late().deliverAll();
        for (CommitOutcomeUnknownException each : unknown) {
            world.settle(each.writeId(), node.platform().resolve(each));
        }
        FormatReport report = secondReader();
        world.attempts().forEach(attempt -> new AttemptCheck(world.truth(), world.settled()).check(attempt));
        new Replay(world, report).check();
        readable(node.platform());
        world.coverage().logged(world.truth());
        FinalCollection collection = new FinalCollection(world, node.platform());
        collection.collectTwice();
        FormatReport collected = secondReader();
        collection.requireNoGarbage(collected);
        new Replay(world, collected).check();
        readable(node.platform());
        world.coverage().ran(world.steps());
    }

    private FormatReport secondReader() {
        Map<String, byte[]> objects = objects();
        FormatReport report = FormatReader.read(objects, world.time().newest());
        // Where nothing was stored there is no layout to find.
        require(objects.isEmpty() || report.findings().isEmpty(), "the second reader finds " + report.findings());
        return report;
    }

    private void readable(MlPlatform platform) {
        for (String name : List.of(Places.FLAT, Places.PARTITIONED)) {
            Optional<DatasetVersion> latest = platform.datasets().find(name);
            latest.ifPresent(
                    version -> requireClean(version + "", platform.datasets().verify(version)));
            latest.ifPresent(version ->
                    require(version.version() == latest(Places.dataset(name)), name + " ends with " + version));
        }
        Optional<ModelVersion> model = platform.models().find(Places.FLAT);
        model.ifPresent(version -> requireClean(version + "", platform.models().verify(version)));
        Runs runs = RunDeeds.runs(platform);
        world.runs()
                .names()
                .forEach(name -> RunDeeds.requirePoints(
                        name, runs.points(name, "auc"), world.runs().committed(name)));
    }

    private long latest(String entity) {
        return world.truth().latest(Places.log(entity), Integer.MAX_VALUE);
    }

    private static void requireClean(String version, List<String> problems) {
        require(problems.isEmpty(), version + " has problems: " + problems);
    }

    /** The store as it is, read past all faults. */
    private Map<String, byte[]> objects() {
        Map<String, byte[]> objects = new TreeMap<>();
        String after = "";
        List<ObjectInfo> infos = new ArrayList<>();
        boolean more = true;
        while (more) {
            Listing page = world.memory().list("", after, Delimiter.NONE, 1_000);
            infos.addAll(page.objects());
            after = page.next().orElse("");
            more = page.next().isPresent();
        }
        for (ObjectInfo info : infos) {
            try (GetOutcome outcome = world.memory().get(info.key(), ByteRange.ALL, GetCondition.always())) {
                if (outcome instanceof GetOutcome.Found found) {
                    objects.put(info.key().value(), found.body().readAllBytes());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return objects;
    }

    static void require(boolean holds, String broken) {
        if (!holds) {
            throw new AssertionError(broken);
        }
    }
}
