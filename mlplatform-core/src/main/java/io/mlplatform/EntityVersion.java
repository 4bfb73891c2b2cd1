package io.mlplatform;

import java.time.Instant;
import java.util.List;

/** One published version of an entity; immutable, and the same for ever in the store. */
public interface EntityVersion {

    /** Number and digest. */
    PinnedRef ref();

    /** When it was committed, by the store's clock. */
    Instant time();

    /** The publisher's words; may be empty. */
    String message();

    /** How many files it has. */
    long files();

    /** Their sizes together, in bytes. */
    long bytes();

    /** By what the least known of its files is known. */
    default Verified verified() {
        return Verified.SHA256;
    }

    /** What it was made from. */
    List<Input> inputs();
}
