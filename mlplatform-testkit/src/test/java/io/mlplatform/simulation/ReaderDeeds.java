package io.mlplatform.simulation;

import io.mlplatform.Digest;
import io.mlplatform.EntityVersion;
import io.mlplatform.History;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionFile;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.datasets.VersionDiff;
import io.mlplatform.models.ModelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What readers do: whatever they are shown must have been so at some moment of their call. */
final class ReaderDeeds {

    private ReaderDeeds() {}

    static void latest(Actor actor) {
        String name = anyDataset(actor);
        actor.attempt(() -> {
            String log = Places.log(Places.dataset(name));
            long before = actor.world().truth().latest(log, Integer.MAX_VALUE);
            Optional<DatasetVersion> found = actor.platform().datasets().find(name);
            long shown = found.map(DatasetVersion::version).orElse(0L);
            require(
                    shown >= before && shown <= actor.world().truth().latest(log, Integer.MAX_VALUE),
                    "the latest of " + name + " was " + before + " before, and is shown as " + shown);
            actor.sees(name, shown);
            found.ifPresent(version -> observe(actor, version));
        });
    }

    static void number(Actor actor) {
        String name = anyDataset(actor);
        long latest = actor.world().truth().latest(Places.log(Places.dataset(name)), Integer.MAX_VALUE);
        if (latest == 0) {
            return;
        }
        long number = 1 + actor.dice().nextInt((int) latest);
        actor.attempt(() -> {
            DatasetVersion version = present(actor, name, number, name + "@" + number);
            require(version.version() == number, "asked for " + number + ", shown " + version);
            observe(actor, version);
        });
    }

    static void alias(Actor actor) {
        String alias = AliasDeeds.alias(actor);
        actor.attempt(() -> {
            int since = actor.world().truth().moment();
            Optional<Long> shown =
                    actor.platform().datasets().find(Places.FLAT + "@" + alias).map(DatasetVersion::version);
            requireNamed(actor, Places.dataset(Places.FLAT), alias, since, shown);
        });
    }

    static void production(Actor actor) {
        actor.attempt(() -> {
            int since = actor.world().truth().moment();
            Optional<Long> shown =
                    actor.platform().models().find(Places.FLAT + "@production").map(ModelVersion::version);
            requireNamed(actor, Places.model(), "production", since, shown);
        });
    }

    static void at(Actor actor) {
        String name = anyDataset(actor);
        List<Truth.Stored> commits = actor.world().truth().log(Places.log(Places.dataset(name))).stream()
                .filter(Truth.Stored::isCommit)
                .toList();
        if (commits.isEmpty()) {
            return;
        }
        Truth.Stored commit = commits.get(actor.dice().nextInt(commits.size()));
        actor.attempt(() -> {
            String time = commit.json().path("time").asText();
            long number = commit.event().path("version").asLong();
            DatasetVersion version = present(actor, name, number, name + "@" + time);
            require(
                    version.version() == commit.event().path("version").asLong(),
                    "at " + time + " the latest was " + commit.event().path("version") + ", shown is " + version);
        });
    }

    static void fetch(Actor actor) {
        String ref = anyNumber(actor, Places.FLAT);
        actor.attempt(() -> {
            DatasetRegistry datasets = actor.platform().datasets();
            Optional<DatasetVersion> version = datasets.find(ref);
            if (version.isPresent()) {
                for (VersionFile file : datasets.files(version.get())) {
                    read(datasets, version.get(), file);
                }
            }
        });
    }

    static void diff(Actor actor) {
        String before = anyNumber(actor, Places.FLAT);
        String after = anyNumber(actor, Places.FLAT);
        actor.attempt(() -> {
            DatasetRegistry datasets = actor.platform().datasets();
            DatasetVersion old = datasets.get(before);
            DatasetVersion young = datasets.get(after);
            VersionDiff diff = datasets.diff(old, young);
            Map<String, String> files = observe(actor, old);
            diff.removed().forEach(file -> files.remove(file.path(), file.identity()));
            diff.changed()
                    .forEach(changed ->
                            files.put(changed.after().path(), changed.after().identity()));
            diff.added().forEach(file -> files.put(file.path(), file.identity()));
            require(files.equals(observe(actor, young)), old + " and " + diff + " do not make " + young);
        });
    }

    static void verify(Actor actor) {
        String ref = anyNumber(actor, anyDataset(actor));
        Attempt[] own = new Attempt[1];
        String[] problems = {""};
        own[0] = actor.attempt(() -> {
            DatasetRegistry datasets = actor.platform().datasets();
            Optional<DatasetVersion> version = datasets.find(ref);
            version.ifPresent(found -> problems[0] = String.join("\n", datasets.verify(found)));
        });
        require(problems[0].isEmpty() || own[0].wasStruck(), ref + " has problems:\n" + problems[0]);
    }

    static void history(Actor actor) {
        String name = anyDataset(actor);
        actor.attempt(() -> {
            History<DatasetVersion> history = actor.platform().datasets().history(name, 3);
            long expected = history.versions().get(0).version();
            for (DatasetVersion version : history.versions()) {
                require(version.version() == expected--, "a gap in " + history);
                actor.world()
                        .observations()
                        .add(new Observation(
                                Places.dataset(name),
                                version.version(),
                                version.digest().hex(),
                                Optional.empty()));
            }
        });
    }

    /** A version that there may be, or just not yet. */
    static String anyNumber(Actor actor, String name) {
        return anyNumber(actor, Places.dataset(name), name);
    }

    /** As before, of any entity; {@code name} as its face calls it. */
    static String anyNumber(Actor actor, String entity, String name) {
        long latest = actor.world().truth().latest(Places.log(entity), Integer.MAX_VALUE);
        boolean next = actor.dice().nextInt(8) == 0;
        return name + "@" + (latest == 0 || next ? latest + 1 : 1 + actor.dice().nextInt((int) latest));
    }

    private static String anyDataset(Actor actor) {
        return actor.dice().nextInt(3) > 0 ? Places.FLAT : Places.PARTITIONED;
    }

    private static Map<String, String> observe(Actor actor, DatasetVersion version) {
        Map<String, String> files = new TreeMap<>();
        actor.platform().datasets().files(version).forEach(file -> files.put(file.path(), file.identity()));
        note(actor, version, files);
        return files;
    }

    private static void note(Actor actor, EntityVersion version, Map<String, String> files) {
        String entity = version.ref().zone() + "/" + version.ref().entity();
        actor.world()
                .observations()
                .add(new Observation(
                        entity,
                        version.ref().version(),
                        version.ref().digest().hex(),
                        Optional.of(new TreeMap<>(files))));
    }

    private static void read(DatasetRegistry datasets, DatasetVersion version, VersionFile file) {
        try (InputStream in = datasets.open(version, file.path())) {
            String digest = Digest.of(in.readAllBytes()).hex();
            require(digest.equals(file.identity()), version + " " + file + " was read as " + digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireNamed(Actor actor, String entity, String alias, int since, Optional<Long> shown) {
        List<Optional<Long>> named = actor.world().truth().named(entity, alias, since);
        require(named.contains(shown), entity + "@" + alias + " is shown as " + shown + ", was one of " + named);
    }

    // What is retired may be gone, or go while it is read.
    private static DatasetVersion present(Actor actor, String name, long number, String ref) {
        try {
            return actor.platform().datasets().get(ref);
        } catch (NotFoundException e) {
            if (actor.world().truth().isRetired(Places.log(Places.dataset(name)), number)) {
                throw e;
            }
            throw new AssertionError(ref + " is there, and was not found", e);
        }
    }

    private static void require(boolean holds, String broken) {
        if (!holds) {
            throw new AssertionError(broken);
        }
    }
}
