package io.mlplatform.s3.processes;

import io.mlplatform.ConflictException;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.StoreProviders;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A program that publishes versions of one dataset, each with a few files that no other publish adds, and writes down
 * what was acknowledged. It begins at the first byte on standard input, and ends at its end: with whoever started it.
 */
final class PublisherProcess {

    static final int FILES = 2;
    private static final int TRIES = 10;
    static final String PHASES = "phases";
    static final String ACKNOWLEDGEMENTS = "acknowledgements";

    private PublisherProcess() {}

    /** Arguments: location, dataset, the publisher's name, number of versions, folder for what it writes down. */
    public static void main(String... arguments) throws IOException {
        String dataset = arguments[1];
        String name = arguments[2];
        int versions = Integer.parseInt(arguments[3]);
        Path folder = Path.of(arguments[4]);
        PhaseFile phases = new PhaseFile(folder.resolve(PHASES));
        StoreLocation location = StoreProviders.open(arguments[0]);
        try (ObjectStore store = new PhaseStore(location.store(), phases);
                MlPlatform platform =
                        MlPlatform.builder().store(store, location.prefix()).open();
                FileChannel acknowledgements = FileChannel.open(
                        folder.resolve(ACKNOWLEDGEMENTS), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            phases.idle(0);
            awaitStart();
            for (int publish = 0; publish < versions; publish++) {
                String added = name + "/" + publish;
                Acknowledgement.of(publish(platform, dataset, added), added).write(acknowledgements);
                phases.idle(publish + 1);
            }
        }
    }

    /** Publishes, again where a collection without a grace has given the publish up. */
    private static DatasetVersion publish(MlPlatform platform, String dataset, String added) {
        for (int tries = 1; true; tries++) {
            DatasetDraft draft = platform.datasets().draft(dataset);
            for (int file = 0; file < FILES; file++) {
                String path = added + "/part-" + file + ".csv";
                draft.addBytes(path, ("path\n" + path + "\n").getBytes(StandardCharsets.UTF_8));
            }
            try {
                return draft.publish();
            } catch (ConflictException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void awaitStart() throws IOException {
        if (System.in.read() < 0) {
            Runtime.getRuntime().halt(1);
        }
        Thread watch = new Thread(PublisherProcess::endWithStarter, "starter-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void endWithStarter() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().halt(1);
    }
}
