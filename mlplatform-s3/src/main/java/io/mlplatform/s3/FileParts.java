package io.mlplatform.s3;

import io.mlplatform.internal.transfer.DownloadedRanges;
import io.mlplatform.internal.transfer.FrontHash;
import io.mlplatform.internal.transfer.HashedContent;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import java.io.IOException;
import java.util.Optional;

/**
 * Parts read at their offsets in a file. Its SHA-256 follows right behind the parts, from the page cache; that the file is not
 * written to in between is seen by its time of modification.
 */
final class FileParts implements PartSource {

    private final SentFile file;
    private final int partBytes;
    private final DownloadedRanges ranges;
    private final Optional<HashedContent> announced;
    private final FrontHash hash;

    FileParts(Content content, SentFile file, int partBytes) {
        this.file = file;
        this.partBytes = partBytes;
        this.ranges = new DownloadedRanges(content.length(), partBytes);
        this.announced = content instanceof HashedContent hashed ? Optional.of(hashed) : Optional.empty();
        this.hash = new FrontHash(ranges);
    }

    @Override
    public Part next() {
        ByteRange range = ranges.take().orElseThrow();
        return new Part((int) (range.offset() / partBytes) + 1, file.slice(range.offset(), range.length()));
    }

    @Override
    public void arrived(Part part) throws IOException {
        ranges.finished(ByteRange.of(
                (long) (part.number() - 1) * partBytes, part.payload().length()));
        if (announced.isPresent()) {
            hash.advance(file.channel());
        }
    }

    @Override
    public void requireWhole() throws IOException {
        if (announced.isPresent()) {
            announced.get().found(hash.finish(file.channel()));
        }
        file.requireUnchanged();
    }

    @Override
    public void close() {
        file.close();
    }
}
