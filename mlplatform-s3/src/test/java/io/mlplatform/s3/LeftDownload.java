package io.mlplatform.s3;

import io.mlplatform.internal.transfer.DownloadedRanges;
import io.mlplatform.internal.transfer.ResumableFile;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** What a process leaves that is killed in the midst of a large download. */
final class LeftDownload {

    private LeftDownload() {}

    /** It had fetched these ranges of an object of this tag and these bytes; the folder of the target has nothing else. */
    static void leave(Download download, String resource, String tag, byte[] bytes, List<Integer> fetched)
            throws IOException {
        Map<Path, byte[]> files = new HashMap<>();
        try (ResumableFile file = ResumableFile.of(download, resource, RangedTransfer.RANGE_BYTES)) {
            file.begin(tag);
            DownloadedRanges ranges = new DownloadedRanges(bytes.length, RangedTransfer.RANGE_BYTES);
            for (int number : fetched) {
                ByteRange range = ranges.range(number);
                ByteBuffer part = ByteBuffer.wrap(bytes, (int) range.offset(), (int) range.length());
                CRC32C crc = new CRC32C();
                crc.update(part.duplicate());
                file.channel().write(part, range.offset());
                file.finished(number, (int) crc.getValue());
            }
            try (Stream<Path> left = Files.list(download.target().getParent())) {
                for (Path path : left.toList()) {
                    files.put(path, Files.readAllBytes(path));
                }
            }
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }
}
