package io.mlplatform.internal.transfer;

import io.mlplatform.internal.PartialFile;
import io.mlplatform.internal.RealFolders;
import io.mlplatform.store.Durability;
import io.mlplatform.store.Verification;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What the downloads of one call are held to, and how their files are made. Thread-safe. */
public final class DownloadRules {

    private final Verification verification;
    private final Durability durability;
    private final RealFolders folders = new RealFolders();

    public DownloadRules(Verification verification, Durability durability) {
        this.verification = verification;
        this.durability = durability;
    }

    /** Those of a store that leaves no choice. */
    public static DownloadRules strict() {
        return new DownloadRules(Verification.DIGEST, Durability.PROCESS);
    }

    /** True where the SHA-256 of what was fetched is wanted. */
    public boolean wantsDigest() {
        return verification == Verification.DIGEST;
    }

    /** A new file beside the target. */
    PartialFile partial(Path target) throws IOException {
        return PartialFile.of(target, folders);
    }

    /** The bytes of a file are all there: it gets its name next. */
    public void settle(FileChannel file) throws IOException {
        if (durability == Durability.MACHINE) {
            file.force(true);
        }
    }
}
