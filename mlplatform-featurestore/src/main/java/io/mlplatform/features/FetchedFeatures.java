package io.mlplatform.features;

import io.mlplatform.PinnedRef;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.publish.VersionedZone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Versions' files in a work folder, verified, each version fetched once; of them those alone that a time may see. Days before
 * the oldest time less the TTL are among them: what they hold is told as expired or deleted, not as missing.
 */
final class FetchedFeatures {

    private static final String FIRST_DAY = "0001-01-01";

    private final VersionedZone zone;
    private final Path workFolder;
    private final Optional<Instant> newestTime;
    private final Map<PinnedRef, Path> fetched = new HashMap<>();

    FetchedFeatures(VersionedZone zone, Path workFolder, Optional<Instant> newestTime) {
        this.zone = zone;
        this.workFolder = workFolder;
        this.newestTime = newestTime;
    }

    /** The folder with the version's files; empty where no time can see any. */
    Optional<Path> files(FeatureGroupVersion version) {
        if (newestTime.isEmpty()) {
            return Optional.empty();
        }
        Path folder = fetched.computeIfAbsent(version.ref(), this::fetch);
        return isEmpty(folder) ? Optional.empty() : Optional.of(folder);
    }

    private Path fetch(PinnedRef version) {
        Path folder = workFolder.resolve("features-" + fetched.size());
        String newest =
                newestTime.orElseThrow().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        zone.fetch(version, EntryFilter.partitions(SystemColumns.EVENT_DATE, FIRST_DAY, newest), folder);
        return folder;
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.noneMatch(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + folder + "' cannot be read", e);
        }
    }
}
