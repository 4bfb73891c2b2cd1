package io.mlplatform.protocol;

import io.mlplatform.MlPlatform;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.collection.CollectionPlan;
import io.mlplatform.collection.CollectionReport;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.LocalStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program that leaves very many files of unfinished publishes on a local disk, collects them in two runs of which the first
 * breaks off, and ends with a failure unless all is as the dry runs said. Arguments: an empty folder, files in thousands.
 */
final class ManyOrphans {

    private static final int FILES_OF_A_PUBLISH = 1_000;

    private ManyOrphans() {}

    public static void main(String... arguments) throws IOException {
        Path lake = Path.of(arguments[0]);
        int publishes = Integer.parseInt(arguments[1]);
        try (ObjectStore store = LocalStore.open(lake, Clock.systemUTC())) {
            MlPlatform ml = open(store);
            Lab.segmented(ml).publish();
            tell("", System.nanoTime());
            long start = System.nanoTime();
            make(lake.resolve("datasets/" + Lab.NAME + "/data"), publishes);
            start = tell("made " + publishes * FILES_OF_A_PUBLISH + " files", start);
            CollectionPlan plan = plan(ml);
            require(plan.objects() == (long) publishes * FILES_OF_A_PUBLISH, "the dry run found " + plan);
            start = tell("dry run", start);
            try {
                open(new DyingStore(store, publishes / 2)).collector().collect(Zone.DATASETS, Lab.NAME);
                throw new IllegalStateException("the first run was to break off");
            } catch (StorageUnavailableException expected) {
                start = tell("first run, broken off", start);
            }
            CollectionPlan rest = plan(ml);
            require(rest.objects() > 0 && rest.objects() < plan.objects(), "the second dry run found " + rest);
            CollectionReport report = ml.collector().collect(Zone.DATASETS, Lab.NAME);
            require(report.deleted().equals(rest.deleted()), "the second run did " + report);
            tell("second run, " + rest.objects() + " files", start);
            require(plan(ml).objects() == 0, "something was left");
            require(ml.datasets().verify(ml.datasets().get(Lab.NAME)).isEmpty(), "the live version is damaged");
        }
    }

    private static MlPlatform open(ObjectStore store) {
        return MlPlatform.builder()
                .store(store, "")
                .settings(Lab.SETTINGS.withInFlightGrace(Duration.ZERO))
                .open();
    }

    private static CollectionPlan plan(MlPlatform ml) {
        return ml.collector().dryRun(Zone.DATASETS, Lab.NAME);
    }

    private static void make(Path data, int publishes) throws IOException {
        for (int publish = 0; publish < publishes; publish++) {
            Path folder = Files.createDirectories(data.resolve(String.format(Locale.ROOT, "01j%023d", publish)));
            for (int file = 0; file < FILES_OF_A_PUBLISH; file++) {
                Files.createFile(folder.resolve(file + ".csv"));
            }
        }
    }

    private static long tell(String step, long start) {
        long now = System.nanoTime();
        Runtime runtime = Runtime.getRuntime();
        if (!step.isEmpty()) {
            System.out.printf(
                    "%s: %.1f s, heap at most %d MiB%n", step, (now - start) / 1e9, runtime.maxMemory() >> 20);
        }
        return now;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** Deletes some pages, then answers no more. */
    private static final class DyingStore extends DelegatingObjectStore {

        private final AtomicInteger left;

        DyingStore(ObjectStore store, int pages) {
            super(store);
            this.left = new AtomicInteger(pages);
        }

        @Override
        public void delete(Collection<ObjectKey> keys) {
            if (left.decrementAndGet() < 0) {
                throw new StorageUnavailableException("the store", "was made to die: call again");
            }
            super.delete(keys);
        }
    }
}
