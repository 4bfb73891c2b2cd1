package io.mlplatform.experiments;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.publish.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that metric points lie in, in the order in which they were measured. */
final class PartFiles {

    static final String FOLDER = "metrics";

    private static final Pattern PATH = Pattern.compile("metrics/part-([0-9]{1,18})\\.jsonl");

    private PartFiles() {}

    static String path(long number) {
        return "metrics/part-" + number + ".jsonl";
    }

    /** The parts among a version's files, in order. */
    static List<SourceFile> among(List<SourceFile> files) {
        return files.stream()
                .filter(file -> PATH.matcher(file.path()).matches())
                .sorted(Comparator.comparingLong(file -> number(file.path())))
                .toList();
    }

    /** Hands on each point of a part, whose bytes are checked. */
    static void read(SourceFile part, String address, Consumer<MetricPoint> reader) {
        String resource = address + " " + part.path();
        byte[] bytes;
        try (InputStream in = part.content().open()) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new StorageUnavailableException(resource, "could not be read: call again", e);
        }
        if (!part.sha256().map(Digest.of(bytes)::equals).orElse(true)) {
            throw new DataCorruptException(resource, "was changed in the store: restore it");
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte each : bytes) {
            if (each == '\n') {
                reader.accept(MetricPoint.parse(line.toByteArray(), resource));
                line.reset();
            } else {
                line.write(each);
            }
        }
    }

    private static long number(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : Long.MAX_VALUE;
    }
}
