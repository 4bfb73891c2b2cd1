package io.mlplatform.s3;

import io.mlplatform.store.Content;
import java.io.IOException;
import java.util.Optional;

/** Where the parts of an upload come from. Thread-safe. */
interface PartSource extends AutoCloseable {

    /**
     * One part.
     *
     * @param number counted from 1
     */
    record Part(int number, Payload payload) {}

    /** The next part, of those that there are. */
    Part next() throws IOException;

    /** This part has arrived. */
    void arrived(Part part) throws IOException;

    /** Fails unless all of the content was as it was announced; called once every part has arrived. */
    void requireWhole() throws IOException;

    @Override
    void close();

    /** The parts of this content, each but the last of so many bytes. */
    static PartSource of(Content content, int partBytes, String resource) {
        Optional<SentFile> file = SentFile.of(content, resource);
        return file.isPresent()
                ? new FileParts(content, file.get(), partBytes)
                : new StreamParts(content, partBytes, resource);
    }
}
