package io.mlplatform.internal.transfer;

import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file as content, so that stores which can read it at several places at once find it.
 *
 * @param length when the content was made
 */
public record FileContent(Path file, long length) implements Content {

    /** The file behind a content, also behind one that is hashed as it is read. */
    public static Optional<FileContent> of(Content content) {
        if (content instanceof HashedContent hashed) {
            return of(hashed.source());
        }
        return content instanceof FileContent file ? Optional.of(file) : Optional.empty();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
