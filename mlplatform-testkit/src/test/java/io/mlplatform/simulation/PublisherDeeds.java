package io.mlplatform.simulation;

import io.mlplatform.Digest;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.simulation.Attempt.Ending;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What publishers and engines do: few paths and contents, so that they meet. */
final class PublisherDeeds {

    private static final int PATHS = 6;
    private static final int CONTENTS = 3;

    private PublisherDeeds() {}

    static void append(Actor actor) {
        Map<String, String> files = files(actor, "", 1 + actor.dice().nextInt(2));
        publish(actor, Places.FLAT, "append", files, draft -> draft);
    }

    static void appendPartition(Actor actor) {
        Map<String, String> files = files(actor, partition(actor.dice()), 1);
        publish(actor, Places.PARTITIONED, "append", files, draft -> draft.partitionBy("dt"));
    }

    static void replace(Actor actor) {
        Map<String, String> files = files(actor, "", 1 + actor.dice().nextInt(3));
        publish(actor, Places.FLAT, "replace", files, DatasetDraft::replace);
    }

    static void overwritePartition(Actor actor) {
        Map<String, String> files =
                files(actor, partition(actor.dice()), 1 + actor.dice().nextInt(2));
        publish(actor, Places.PARTITIONED, "overwrite-partitions", files, draft -> draft.partitionBy("dt")
                .overwritePartitions());
    }

    static void delete(Actor actor) {
        Set<String> chosen = new TreeSet<>();
        Intent intent = new Intent("delete", Map.of(), chosen);
        actor.attempt(Places.log(Places.dataset(Places.FLAT)), intent, () -> {
            DatasetRegistry datasets = actor.platform().datasets();
            List<VersionFile> files = datasets.files(datasets.get(Places.FLAT));
            String path = files.isEmpty()
                    ? "none.csv"
                    : files.get(actor.dice().nextInt(files.size())).path();
            chosen.add(path);
            return OptionalLong.of(
                    datasets.draft(Places.FLAT).delete(path).publish().version());
        });
    }

    /** Each sequence until it is acknowledged, and at times once more; each execution has a file of its own. */
    static void exactlyOnce(Actor actor) {
        Engine engine = actor.engine();
        long sequence = engine.sequence();
        String log = Places.log(Places.dataset(Places.FLAT));
        long since = engine.since(Math.max(0, actor.world().truth().log(log).size() - 1));
        String path = engine.writer() + "-" + sequence + "-" + engine.execute() + ".csv";
        Intent intent = Intent.adding("append", Map.of(path, sha(path))).withToken(engine.writer(), sequence);
        Attempt attempt = actor.attempt(
                log,
                intent,
                () -> OptionalLong.of(actor.platform()
                        .datasets()
                        .draft(Places.FLAT)
                        .addBytes(path, bytes(path))
                        .token(engine.writer(), sequence, since)
                        .publish()
                        .version()));
        if (attempt.ending() == Ending.DONE && actor.dice().nextInt(3) > 0) {
            engine.committed(sequence);
        }
    }

    private interface Mode {
        DatasetDraft of(DatasetDraft draft);
    }

    private static void publish(Actor actor, String name, String mode, Map<String, String> contents, Mode draftMode) {
        Map<String, String> digests = new TreeMap<>();
        contents.forEach((path, text) -> digests.put(path, sha(text)));
        actor.attempt(Places.log(Places.dataset(name)), Intent.adding(mode, digests), () -> {
            DatasetDraft draft = draftMode.of(actor.platform().datasets().draft(name));
            contents.forEach((path, text) -> draft.addBytes(path, bytes(text)));
            return OptionalLong.of(draft.publish().version());
        });
    }

    private static String partition(Random dice) {
        return "dt=" + List.of("mon", "tue").get(dice.nextInt(2)) + "/";
    }

    // Half of the paths are the actor's own, so that appends commute at times.
    private static Map<String, String> files(Actor actor, String folder, int count) {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int number = actor.dice().nextInt(PATHS);
            String path = actor.dice().nextBoolean()
                    ? "f" + number
                    : actor.name() + actor.dice().nextInt(100);
            files.put(folder + path + ".csv", "content " + actor.dice().nextInt(CONTENTS));
        }
        return files;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String sha(String text) {
        return Digest.of(bytes(text)).hex();
    }
}
