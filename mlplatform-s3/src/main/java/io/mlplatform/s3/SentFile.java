package io.mlplatform.s3;

import io.mlplatform.internal.transfer.FileContent;
import io.mlplatform.internal.transfer.HashedContent;
import io.mlplatform.store.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A file behind a content, open while its bytes are sent from wherever in it they lie. It must have the announced length, and
 * stay as it is. Thread-safe.
 */
final class SentFile implements AutoCloseable {

    private final Content content;
    private final Path path;
    private final String resource;
    private final FileChannel channel;
    private final FileTime modified;

    private SentFile(Content content, Path path, String resource, FileChannel channel) throws IOException {
        this.content = content;
        this.path = path;
        this.resource = resource;
        this.channel = channel;
        this.modified = Files.getLastModifiedTime(path);
    }

    /** Opens the file, if the content is one of the machine's own. */
    static Optional<SentFile> of(Content content, String resource) {
        return path(content).map(path -> open(content, path, resource));
    }

    /** What sending so many bytes of a content holds of the budget: those of a file are read where they lie. */
    static long held(Content content, long bytes) {
        return path(content).isPresent() ? Math.min(bytes, RangedTransfer.HELD_BYTES) : bytes;
    }

    private static Optional<Path> path(Content content) {
        return FileContent.of(content).map(FileContent::file).filter(path -> path.getFileSystem()
                .equals(FileSystems.getDefault()));
    }

    private static SentFile open(Content content, Path path, String resource) {
        try {
            FileChannel channel = FileChannel.open(path);
            try {
                SentFile file = new SentFile(content, path, resource, channel);
                file.requireLength();
                return file;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw ContentReader.unreadable(resource, e);
        }
    }

    FileChannel channel() {
        return channel;
    }

    Payload slice(long position, long length) {
        return Payload.of(channel, position, length, resource);
    }

    /** All of it, held to its digest where one is announced. */
    Payload whole() {
        Payload whole = slice(0, content.length());
        if (content instanceof HashedContent hashed) {
            hashed.found(whole.sha256());
        }
        return whole;
    }

    /** Fails where the file was written to since it was opened: what was read at several times is then no one content. */
    void requireUnchanged() {
        try {
            requireLength();
            if (!Files.getLastModifiedTime(path).equals(modified)) {
                throw changed("it was written to while it was sent");
            }
        } catch (IOException e) {
            throw ContentReader.unreadable(resource, e);
        }
    }

    private void requireLength() throws IOException {
        if (channel.size() != content.length()) {
            throw changed("its length is not the expected one");
        }
    }

    private RuntimeException changed(String what) {
        return content instanceof HashedContent hashed
                ? hashed.changed(what)
                : new IllegalStateException(resource + ": " + what + ": leave the source alone until the call returns");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw ContentReader.unreadable(resource, e);
        }
    }
}
