package io.mlplatform.features;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
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
 * The rows that a training set is made for: the keys of the group under their names, a time, and whatever else, such as a
 * label, which goes into the training set as it is. Immutable.
 *
 * <p>CSV has no types: there, keys and time are read as what they are, and another column becomes LONG where all its values
 * are whole numbers without leading zeros, DOUBLE where all are numbers, BOOLEAN where all are {@code true} or {@code
 * false}, STRING otherwise.
 */
public final class Spine {

    private final Function<Place, TableSource> source;
    private final Optional<DatasetVersion> version;

    /** Where a source may come from, and lie meanwhile. */
    record Place(MlPlatform platform, Path workFolder) {}

    private Spine(Function<Place, TableSource> source, Optional<DatasetVersion> version) {
        this.source = source;
        this.version = version;
    }

    /** A CSV file in UTF-8 with a header; an empty field is null, {@code ""} is the empty text. */
    public static Spine csv(Path file) {
        return new Spine(place -> new CsvSource(file, "'" + file + "'"), Optional.empty());
    }

    /** A Parquet file; times without a zone are taken as UTC. */
    public static Spine parquet(Path file) {
        return new Spine(place -> new ParquetSource(file, "'" + file + "'"), Optional.empty());
    }

    /** Java values, a map a row: Long, Double, String, Boolean and Instant, or null. */
    public static Spine records(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        List<Map<String, @Nullable Object>> copy = new ArrayList<>();
        rows.forEach(row -> copy.add(RowsSource.copy(row)));
        return new Spine(place -> new RowsSource(copy), Optional.empty());
    }

    /** A file of a dataset, {@code .csv} or {@code .parquet}; the training set's lineage then names the version. */
    public static Spine of(DatasetVersion version, String path) {
        String name = path.toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".parquet")) {
            throw new IllegalArgumentException(
                    "'" + path + "' is neither .csv nor .parquet: fetch it and convert it first");
        }
        String words = version.ref() + " " + path;
        return new Spine(
                place -> name.endsWith(".csv")
                        ? new CsvSource(fetched(place, version, path), words)
                        : new ParquetSource(fetched(place, version, path), words),
                Optional.of(version));
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
        try (InputStream in = place.platform().datasets().open(version, path)) {
            Files.copy(in, file);
        } catch (IOException e) {
            throw new UncheckedIOException(version.ref() + " " + path + " could not be fetched: try again", e);
        }
        return file;
    }
}
