package io.mlplatform.experiments;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Lines;
import io.mlplatform.internal.VerifyingInputStream;
import io.mlplatform.internal.publish.SourceFile;
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

    /**
     * Hands on each point of a part as it is read, so that a part of any size is not held; what was handed on is right
     * once the call returns, and was changed in the store where it ends in a {@code DataCorruptException}.
     */
    static void read(SourceFile part, String address, Consumer<MetricPoint> reader) {
        String resource = address + " " + part.path();
        try (InputStream in = checked(part, resource)) {
            Lines.read(in, resource, line -> reader.accept(MetricPoint.parse(line, resource)));
        } catch (IOException e) {
            throw new StorageUnavailableException(resource, "could not be read: call again", e);
        }
    }

    private static InputStream checked(SourceFile part, String resource) throws IOException {
        InputStream in = part.content().open();
        return part.sha256()
                .<InputStream>map(
                        sha256 -> new VerifyingInputStream(in, part.content().length(), sha256, resource, "restore it"))
                .orElse(in);
    }

    private static long number(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : Long.MAX_VALUE;
    }
}
