package io.mlplatform.s3.processes;

import io.mlplatform.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** The digest of a file's bytes. */
final class FileDigest {

    private FileDigest() {}

    static Digest of(Path file) throws IOException {
        MessageDigest hash = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), hash)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.finish(hash);
    }
}
