package io.mlplatform.internal.transfer;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Afterwards;
import io.mlplatform.internal.FolderNames;
import io.mlplatform.internal.PartialFile;
import io.mlplatform.internal.RealFolders;
import io.mlplatform.store.Durability;
import io.mlplatform.store.Verification;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the downloads of one call are held to, and how their files are made. Thread-safe. */
public final class DownloadRules {

    private final Verification verification;
    private final Durability durability;
    private final FolderNames names;
    private final RealFolders folders = new RealFolders();

    /** Where files got names that are to last, with the folders above: which of those are new is not known here. */
    private final Set<Path> named = ConcurrentHashMap.newKeySet();

    public DownloadRules(Verification verification, Durability durability) {
        this(verification, durability, FolderNames.whereTheyCanBe());
    }

    DownloadRules(Verification verification, Durability durability, FolderNames names) {
        this.verification = verification;
        this.durability = durability;
        this.names = names;
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

    /** The bytes of a file are all there: it gets the name of its target next. */
    public void settle(FileChannel file, Path target) throws IOException {
        if (durability == Durability.MACHINE) {
            file.force(true);
            Path above = target.toAbsolutePath().getParent();
            while (above != null && named.add(above)) {
                above = above.getParent();
            }
        }
    }

    /** Does the downloads of the call, and makes the names of what came durable, also where they fail. */
    public void durably(String location, Runnable downloads) {
        try (Afterwards sync = () -> syncNames(location)) {
            downloads.run();
        }
    }

    private void syncNames(String location) {
        for (Path folder : named) {
            try {
                names.sync(folder);
            } catch (IOException e) {
                throw new StorageUnavailableException(
                        location, "what was fetched to " + folder + " may not last: " + e.getMessage(), e);
            }
        }
    }
}
