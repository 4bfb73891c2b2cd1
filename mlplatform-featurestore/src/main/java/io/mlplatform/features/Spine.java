package io.mlplatform.features;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.VersionedZone;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a training set is made for: the keys of its groups, a time, and whatever else, such as a
 * label, which goes into the training set as it is. Immutable.
 *
 * <p>CSV has no types: there, keys and time are read as what they are, and another column becomes LONG where all its values
 * are whole numbers without leading zeros, DOUBLE where all are numbers, BOOLEAN where all are {@code true} or {@code
 * false}, STRING otherwise.
 */
public final class Spine {

    private final String words;
    private final Function<Place, TableSource> source;
    private final Optional<DatasetVersion> version;

    /** Where a source may come from, and lie meanwhile. */
    record Place(MlPlatform platform, Path workFolder) {}

    private Spine(String words, Function<Place, TableSource> source, Optional<DatasetVersion> version) {
        this.words = words;
        this.source = source;
        this.version = version;
    }

    /** A CSV file in UTF-8 with a header; an empty field is null, {@code ""} is the empty text. */
    public static Spine csv(Path file) {
        String words = "'" + file + "'";
        return new Spine(words, place -> new CsvSource(file, words), Optional.empty());
    }

    /** A Parquet file; times without a zone are taken as UTC. */
    public static Spine parquet(Path file) {
        String words = "'" + file + "'";
        return new Spine(words, place -> new ParquetSource(file, words), Optional.empty());
    }

    /** Java values, a map a row: Long, Double, String, Boolean and Instant, or null. */
    public static Spine records(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        List<Map<String, @Nullable Object>> copy = new ArrayList<>();
        rows.forEach(row -> copy.add(RowsSource.copy(row)));
        return new Spine(copy.size() + " records", place -> new RowsSource(copy), Optional.empty());
    }

    /**
     * A file of a dataset, a workspace's too, {@code .csv} or {@code .parquet}; the training set's lineage then names the
     * version.
     */
    public static Spine of(DatasetVersion version, String path) {
        String name = path.toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".parquet")) {
            throw new IllegalArgumentException(
                    "'" + path + "' is neither .csv nor .parquet: fetch it and convert it first");
        }
        String words = version.ref() + " " + path;
        return new Spine(
                words,
                place -> name.endsWith(".csv")
                        ? new CsvSource(fetched(place, version, path), words)
                        : new ParquetSource(fetched(place, version, path), words),
                Optional.of(version));
    }

    /** Where the rows are from. */
    @Override
    public String toString() {
        return "spine of " + words;
    }

    TableSource source(Place place) {
        return source.apply(place);
    }

    /** The version that the rows are of, where they are of one. */
    Optional<DatasetVersion> version() {
        return version;
    }

    // Read to its end, the stream has verified the bytes.
    private static Path fetched(Place place, DatasetVersion version, String path) {
        Path file = place.workFolder().resolve("spine");
        VersionedZone zone = PlatformAccess.zone(place.platform(), version.ref().zone());
        try (InputStream in = zone.openFile(version.ref(), path)) {
            Files.copy(in, file);
        } catch (IOException e) {
            throw new UncheckedIOException(version.ref() + " " + path + " could not be fetched: try again", e);
        }
        return file;
    }
}
