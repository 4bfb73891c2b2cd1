package io.mlplatform.models;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.VerifyingInputStream;
import io.mlplatform.internal.archive.TarGz;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.VersionedZone;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;

/** A model's files in one {@code model.tar.gz}, as SageMaker hosts them. */
record ModelArchive(VersionedZone zone, OpenedVersion version) {

    /** Writes it under a temporary name, each file verified on the way, then renames it. */
    Digest write(Path target) {
        Path temporary = target.resolveSibling(
                "." + target.getFileName() + "." + zone.context().ids().ulid());
        try {
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            try {
                Digest digest = archive(temporary);
                Files.move(temporary, target);
                return digest;
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (FileAlreadyExistsException e) {
            throw new AlreadyExistsException(
                    target.toString(), "is in the way: delete it, or export to another file", e);
        } catch (IOException e) {
            throw new StorageUnavailableException(
                    version.ref() + " -> " + target, "could not be exported: check the folder, then call again", e);
        }
    }

    private Digest archive(Path file) throws IOException {
        List<SourceFile> files = zone.sources(version);
        MessageDigest hash = Digest.sha256();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                TarGz tar = new TarGz(new DigestOutputStream(out, hash))) {
            for (SourceFile each : files) {
                try (InputStream in = verified(each)) {
                    tar.add(each.path(), each.content().length(), in);
                }
            }
            tar.finish();
        }
        return Digest.finish(hash);
    }

    private InputStream verified(SourceFile file) throws IOException {
        return new VerifyingInputStream(
                file.content().open(),
                file.content().length(),
                file.sha256().orElseThrow(),
                version.ref() + " " + file.path(),
                "it was changed in the store; restore it, or use another version");
    }
}
