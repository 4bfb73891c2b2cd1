package io.mlplatform.internal.transfer;

import io.mlplatform.Digest;
import io.mlplatform.store.Download;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a download notes beside its partial file: of which object it is, and each range that has been written, with the CRC32C
 * of its bytes. Lines of text; docs/datasets.md has the format. Immutable.
 *
 * @param tag of the object
 * @param ranges by their number
 */
record DownloadJournal(String tag, Map<Integer, Integer> ranges) {

    private static final Pattern FIRST_LINE = Pattern.compile("mlplatform-download 1 ([0-9a-f]{64}) (.+)");
    private static final Pattern RANGE_LINE = Pattern.compile("([0-9]{1,9}) ([0-9a-f]{8})");
    private static final int HEX = 16;

    /** The first line, of a download in ranges of so many bytes. */
    static String firstLine(Download download, String resource, int rangeBytes, String tag) {
        return "mlplatform-download 1 " + digest(download, resource, rangeBytes).hex() + " " + tag + "\n";
    }

    /** The line of a range that has been written. */
    static String line(int number, int crc32c) {
        return String.format("%d %08x%n", number, crc32c).replace(System.lineSeparator(), "\n");
    }

    /**
     * Reads what a process left: empty where it is no journal of this download. Lines behind one that is damaged or not whole
     * count for nothing.
     */
    static Optional<DownloadJournal> parse(byte[] text, Download download, String resource, int rangeBytes) {
        String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", -1);
        Matcher first = FIRST_LINE.matcher(lines[0]);
        if (lines.length < 2
                || !first.matches()
                || !first.group(1).equals(digest(download, resource, rangeBytes).hex())) {
            return Optional.empty();
        }
        Map<Integer, Integer> ranges = new LinkedHashMap<>();
        // What follows the last end of a line was being written.
        for (int i = 1; i < lines.length - 1; i++) {
            Matcher line = RANGE_LINE.matcher(lines[i]);
            if (!line.matches()) {
                break;
            }
            ranges.put(Integer.parseInt(line.group(1)), Integer.parseUnsignedInt(line.group(2), HEX));
        }
        return Optional.of(new DownloadJournal(first.group(2), ranges));
    }

    private static Digest digest(Download download, String resource, int rangeBytes) {
        return Digest.of(
                resource + "\n" + download.size() + "\n" + download.sha256().hex() + "\n" + rangeBytes + "\n");
    }
}
