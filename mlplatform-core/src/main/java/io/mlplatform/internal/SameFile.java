package io.mlplatform.internal;

import io.mlplatform.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** Whether what lies at a path is a file of these bytes; a link to one is none. */
public final class SameFile {

    private SameFile() {}

    /** True for a file of this size and digest, which is read for it. */
    public static boolean is(Path path, long size, Digest sha256) throws IOException {
        return isOfSize(path, size) && digest(path).equals(sha256);
    }

    /** True for a file of this size. */
    public static boolean isOfSize(Path path, long size) throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) == size;
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest hash = Digest.sha256();
        try (InputStream in = new DigestInputStream(
                Channels.newInputStream(FileChannel.open(file, NoLinks.options(file, StandardOpenOption.READ))),
                hash)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.finish(hash);
    }
}
