package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.internal.Utf8;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parser and writer by hand, held against the general ones on seeded random lines. */
class EntryLineTest {

    private static final List<String> NAMES =
            List.of("a", "part-0.parquet", "größe", "😀", "\"quoted\"", "dt=2026-11-23", "x y", "ﬀ", "�", "_x", ".y");
    private static final List<String> TYPES = List.of("text/csv", "", "a\\b", "\t", "ü", "\"");
    private static final String MUTATIONS = "\"\\{}:,0123456789abcdefgz \u0000\u007f.-eE+[]nulltrue/é";

    @Test
    void whatIsWrittenIsCanonical() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            FileEntry entry = entry(random);
            String canonical = CanonicalJson.write(FileEntryJson.write(entry)) + "\n";
            assertThat(new String(EntryLines.write(List.of(entry)), StandardCharsets.UTF_8))
                    .isEqualTo(canonical);
        }
    }

    @Test
    void whatWasWrittenIsReadAsItWas() {
        Random random = new Random(2);
        List<FileEntry> entries =
                random.ints(2_000).mapToObj(i -> entry(random)).toList();

        assertThat(new EntryLines(EntryLines.write(entries), "segment").all(entries.size()))
                .isEqualTo(entries);
    }

    @Test
    void mutatedLinesMeanWhatTheGeneralParserReads() {
        Random random = new Random(3);
        EntryLine byHand = new EntryLine("segment");
        int read = 0;
        for (int i = 0; i < 40_000; i++) {
            byte[] line = mutated(random, EntryLines.write(List.of(entry(random))));
            Optional<FileEntry> expected = outcome(() -> FileEntryJson.read(StoredJson.parse(line, "segment")));
            byte[] surrounded = Utf8.encode("x".repeat(i % 3) + "\n");
            byte[] buffer = Arrays.copyOf(surrounded, surrounded.length + line.length + 2);
            System.arraycopy(line, 0, buffer, surrounded.length, line.length);
            buffer[surrounded.length + line.length] = '\n';

            assertThat(outcome(() -> byHand.read(buffer, surrounded.length)))
                    .as(new String(line, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
            read += expected.isPresent() ? 1 : 0;
        }
        assertThat(read).isBetween(2_000, 38_000);
    }

    @Test
    void theDigestOfTheLinesIsThatOfTheirEntries() {
        Random random = new Random(4);
        Map<String, FileEntry> sorted = new TreeMap<>(Utf8.ORDER);
        random.ints(2_000).mapToObj(i -> entry(random)).forEach(entry -> sorted.put(entry.path(), entry));
        List<FileEntry> entries = List.copyOf(sorted.values());
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (FileEntry entry : entries) {
            lines.writeBytes(random.nextInt(3) == 0 ? spaced(entry) : EntryLines.write(List.of(entry)));
        }

        EntryLines.Digested read = new EntryLines(lines.toByteArray(), "segment").digested(entries.size());

        assertThat(read.entries()).isEqualTo(entries);
        assertThat(read.digest())
                .isEqualTo(Digest.of(entries.stream().map(FileEntry::digestLine).collect(Collectors.joining())));
    }

    @Test
    void linesOutOfOrderAreCorruptInAnyForm() {
        // In UTF-16 the pair of the smiley would come before the ligature.
        List<FileEntry> ordered =
                Stream.of("a", "b", "ﬀ", "😀").map(Entries::entry).toList();
        List<Function<FileEntry, byte[]>> forms =
                List.of(entry -> EntryLines.write(List.of(entry)), EntryLineTest::spaced);
        for (int i = 1; i < ordered.size(); i++) {
            for (int form = 0; form < 4; form++) {
                byte[] before = forms.get(form & 1).apply(ordered.get(i - 1));
                byte[] behind = forms.get(form >> 1).apply(ordered.get(i));

                assertThat(lines(before, behind).digested(2).entries()).hasSize(2);
                assertThatThrownBy(() -> lines(behind, before).digested(2))
                        .isInstanceOf(DataCorruptException.class)
                        .hasMessageContaining("out of order");
                assertThatThrownBy(() -> lines(behind, behind).digested(2)).isInstanceOf(DataCorruptException.class);
            }
        }
    }

    private static EntryLines lines(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return new EntryLines(both, "segment");
    }

    /** The entry in a form that is not canonical. */
    private static byte[] spaced(FileEntry entry) {
        return Utf8.encode(CanonicalJson.write(FileEntryJson.write(entry)).replaceFirst("\\{", "{ ") + "\n");
    }

    @Test
    void aPathIsFoundAmongLines() {
        List<FileEntry> entries = List.of("a", "b/c", "größe", "x\"y", "z").stream()
                .map(Entries::entry)
                .toList();
        EntryLines lines = new EntryLines(EntryLines.write(entries), "segment");

        assertThat(entries)
                .allSatisfy(entry -> assertThat(lines.find(entry.path())).contains(entry));
        assertThat(List.of("A", "b", "zz"))
                .allSatisfy(path -> assertThat(lines.find(path)).isEmpty());
        assertThat(new EntryLines(new byte[0], "segment").find("a")).isEmpty();
    }

    private interface Reading {
        FileEntry read();
    }

    private static Optional<FileEntry> outcome(Reading reading) {
        try {
            return Optional.of(reading.read());
        } catch (DataCorruptException e) {
            return Optional.empty();
        }
    }

    private static FileEntry entry(Random random) {
        StringBuilder path = new StringBuilder("f" + random.nextInt(1_000));
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
        }
        return new FileEntry(
                path.toString(),
                random.nextBoolean() ? random.nextInt(10) : random.nextLong() >>> random.nextInt(1, 63),
                Digest.of(path.toString()),
                random.nextInt(9) == 0 ? Entries.LATER_TXN : Entries.TXN,
                random.nextInt(3) == 0 ? OptionalLong.of(random.nextLong() >>> 1) : OptionalLong.empty(),
                random.nextInt(3) == 0 ? Optional.of(TYPES.get(random.nextInt(TYPES.size()))) : Optional.empty());
    }

    private static byte[] mutated(Random random, byte[] written) {
        String line = new String(written, 0, written.length - 1, StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(line);
        for (int change = random.nextInt(3); change > 0; change--) {
            int at = random.nextInt(text.length());
            char c = MUTATIONS.charAt(random.nextInt(MUTATIONS.length()));
            switch (random.nextInt(6)) {
                case 0 -> text.insert(at, c);
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.setCharAt(at, c);
                case 3 -> text.insert(text.indexOf(",", at) + 1, " ");
                case 4 -> text.insert(Math.max(0, text.lastIndexOf("}") + random.nextInt(2)), ",\"crc64nvme\":\"x\"");
                default -> text.setLength(Math.max(1, at));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt('\n' + 1, 256);
        }
        return bytes;
    }
}
