package io.mlplatform.pipelines;

import io.mlplatform.internal.Utf8;
import io.mlplatform.store.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A ZIP whose bytes follow from its files' paths and bytes alone: in the order of UTF-8 paths, stored, of 1980-01-01, with
 * one set of rights. The fields of ZIP64 stand where a number does not fit, and only there.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, .ZIP File Format</a>
 */
final class ZipBundle {

    private static final int END = 0x06054b50;
    private static final int END_ZIP64 = 0x06064b50;
    private static final int LOCATOR_ZIP64 = 0x07064b50;
    private static final int END_BYTES = 22;
    private static final int END_ZIP64_BYTES = 56;
    private static final int LOCATOR_BYTES = 20;
    private static final int MAX_16_BITS = 0xFFFF;

    private ZipBundle() {}

    /** The bundle of these files by path; each is read once here, for its checksum. */
    static Content of(Map<String, Content> files) throws IOException {
        NavigableMap<String, Content> ordered = new TreeMap<>(Utf8.ORDER);
        ordered.putAll(files);
        List<ZipMember> members = new ArrayList<>();
        for (Map.Entry<String, Content> file : ordered.entrySet()) {
            members.add(ZipMember.of(file.getKey(), file.getValue()));
        }
        return of(members);
    }

    /** The bundle of these members in this order. */
    static Content of(List<ZipMember> members) {
        List<Content> parts = new ArrayList<>();
        List<Content> directory = new ArrayList<>();
        long offset = 0;
        for (ZipMember member : members) {
            byte[] header = member.localHeader();
            directory.add(Content.of(member.centralHeader(offset)));
            parts.add(Content.of(header));
            parts.add(member.content());
            offset += header.length + member.content().length();
        }
        parts.addAll(directory);
        long size = directory.stream().mapToLong(Content::length).sum();
        parts.add(Content.of(end(members.size(), size, offset)));
        return new ConcatenatedContent(parts);
    }

    private static byte[] end(int entries, long size, long offset) {
        boolean zip64 = entries >= MAX_16_BITS || size >= ZipMember.MAX_32_BITS || offset >= ZipMember.MAX_32_BITS;
        ByteBuffer end = ZipMember.littleEndian(END_BYTES + (zip64 ? END_ZIP64_BYTES + LOCATOR_BYTES : 0));
        if (zip64) {
            end.putInt(END_ZIP64)
                    .putLong(END_ZIP64_BYTES - 12L) // without the signature and this field
                    .putShort((short) (ZipMember.MADE_BY_UNIX | ZipMember.VERSION_ZIP64))
                    .putShort(ZipMember.VERSION_ZIP64)
                    .putInt(0)
                    .putInt(0)
                    .putLong(entries)
                    .putLong(entries)
                    .putLong(size)
                    .putLong(offset)
                    .putInt(LOCATOR_ZIP64)
                    .putInt(0)
                    .putLong(offset + size)
                    .putInt(1);
        }
        short count = (short) Math.min(entries, MAX_16_BITS);
        return end.putInt(END)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(count)
                .putShort(count)
                .putInt((int) Math.min(size, ZipMember.MAX_32_BITS))
                .putInt((int) Math.min(offset, ZipMember.MAX_32_BITS))
                .putShort((short) 0)
                .array();
    }
}
