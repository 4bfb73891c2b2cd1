package io.mlplatform.testkit.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A copy of the golden folder that a test may damage. */
record Lake(Path root) {
    static Path golden() throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(Lake.class.getResource("/golden/lake")).toURI());
    }

    static Lake copy(Path target) throws IOException, URISyntaxException {
        Path golden = golden();
        try (Stream<Path> paths = Files.walk(golden)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path copied = target.resolve(golden.relativize(path).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(path, copied);
            }
        }
        return new Lake(target);
    }

    FormatReport read() {
        return FormatReader.read(root);
    }

    /** The rules broken, each once. */
    Set<Rule> broken() {
        Set<Rule> rules = new TreeSet<>();
        read().findings().forEach(finding -> rules.add(finding.rule()));
        return rules;
    }

    Path at(String key) {
        return root.resolve(key);
    }

    void put(String key, byte[] bytes) {
        try {
            Files.createDirectories(at(key).getParent());
            Files.write(at(key), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String key) {
        try {
            Files.delete(at(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String key) {
        try {
            return Files.readString(at(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void edit(String key, UnaryOperator<String> change) {
        String before = text(key);
        String after = change.apply(before);
        if (before.equals(after)) {
            throw new AssertionError("nothing to change in " + key);
        }
        put(key, after.getBytes(StandardCharsets.UTF_8));
    }

    /** A log's entries, oldest first. */
    List<String> log(String folder) {
        try (Stream<Path> entries = Files.list(at(folder))) {
            return entries.map(path -> folder + "/" + path.getFileName())
                    .sorted((a, b) -> b.compareTo(a))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes one entry and gives all later ones the parents that belong to it. */
    void editEntry(String folder, int seq, UnaryOperator<String> change) {
        List<String> log = log(folder);
        edit(log.get(seq), change);
        for (int i = seq + 1; i < log.size(); i++) {
            String parent = digest(log.get(i - 1));
            edit(log.get(i), text -> text.replaceFirst("\"parent\":\"[0-9a-f]+\"", "\"parent\":\"" + parent + "\""));
        }
    }

    /** Appends an event, with the head's state changed. */
    void append(String folder, String event, UnaryOperator<String> state) {
        List<String> log = log(folder);
        int seq = log.size();
        String head = text(log.get(seq - 1));
        String entry = "{\"format\":\"mlplatform.log/1\",\"seq\":" + seq + ",\"parent\":\"" + digest(log.get(seq - 1))
                + "\",\"writeId\":\"01je00000000000000000000" + String.format("%02d", seq)
                + "\",\"time\":\"2026-11-24T12:00:" + String.format("%02d", seq)
                + ".000Z\",\"actor\":\"test\",\"event\":"
                + event + ",\"state\":" + state.apply(head.substring(head.indexOf("\"state\":") + 8, head.length() - 1))
                + "}";
        put(
                folder + String.format("/%010d-%010d.json", 9_999_999_999L - seq, seq),
                entry.getBytes(StandardCharsets.UTF_8));
    }

    String digest(String key) {
        try {
            return StoredFolder.sha256(Files.readAllBytes(at(key)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores a document and tells its reference, as a JSON fragment without braces. */
    String document(String entity, String txn, String text, String suffix) {
        byte[] stored = gzip(text);
        String digest = StoredFolder.sha256(stored);
        put(entity + "/_manifests/" + txn + "/" + digest + suffix, stored);
        return "\"sha256\":\"" + digest + "\",\"txn\":\"" + txn + "\",\"size\":" + stored.length;
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(stored)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stored.toByteArray();
    }
}
