package io.mlplatform.store;

import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.internal.Afterwards;
import io.mlplatform.internal.FolderNames;
import io.mlplatform.internal.transfer.ConcurrencyLimit;
import io.mlplatform.internal.transfer.DownloadCheck;
import io.mlplatform.internal.transfer.DownloadRules;
import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.internal.transfer.PulledSource;
import io.mlplatform.internal.transfer.Requests;
import io.mlplatform.internal.transfer.Retries;
import io.mlplatform.internal.transfer.TransferQueue;
import io.mlplatform.internal.transfer.TransferScheduler;
import io.mlplatform.internal.transfer.WholeDownload;
import io.mlplatform.internal.transfer.WholeUpload;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A store in a folder of a local disk, one file an object, shared by the processes of a machine. Objects are durable
 * when a put returns. Unlike S3 it cannot hold {@code x} beside {@code x/y}: the second of them is an
 * {@code AlreadyExistsException}. Symbolic links below the folder are no part of the store: listings pass over them,
 * all else is refused. Thread-safe.
 */
public final class LocalStore implements ObjectStore {

    // Syncs of many files at a time share one write of the file system's journal.
    private static final int THREADS = 16;
    private static final long TRANSFER_BYTES = 64 << 20;
    // A copy is never further behind its source than the buffers on its way.
    private static final long HELD_BYTES = 1 << 20;
    private static final int OPEN_ATTEMPTS = 100;

    private final LocalPaths paths;
    private final LocalFolders folders;
    private final LocalLocks locks;
    private final LocalWriter writer;
    private final Clock clock;
    private final FolderSync sync;
    private final TransferScheduler transfers;
    private final Requests requests = Requests.recorded();

    private LocalStore(Path root, Clock clock) {
        this.paths = new LocalPaths(root);
        this.folders = new LocalFolders(paths, FolderNames.ofDisk());
        this.locks = new LocalLocks(paths);
        this.writer = new LocalWriter(paths, folders, locks, clock);
        this.clock = clock;
        this.sync = folders::sync;
        this.transfers =
                new TransferScheduler("mlplatform-local", THREADS, TRANSFER_BYTES, ConcurrencyLimit.fixed(THREADS));
    }

    private LocalStore(LocalStore store, FolderSync sync) {
        this.paths = store.paths;
        this.folders = store.folders;
        this.locks = store.locks;
        this.writer = store.writer;
        this.clock = store.clock;
        this.sync = sync;
        this.transfers = store.transfers;
    }

    /**
     * The store in {@code folder}, which is made if missing. Work files that a crash left there a day ago, by
     * {@code clock}, are removed; objects get their times from it.
     */
    public static LocalStore open(Path folder, Clock clock) {
        try {
            LocalFolders.make(folder, FolderNames.whereTheyCanBe());
            LocalStore store = new LocalStore(folder.toRealPath(), clock);
            LocalDebris.sweep(store.paths.work(), clock.instant());
            return store;
        } catch (FileAlreadyExistsException e) {
            throw new NotFoundException(
                    folder.toUri().toString(), "is a file, and a store is a folder: name a folder, or a new one", e);
        } catch (IOException e) {
            throw LocalFailures.of(folder.toUri().toString(), "opening the store", e);
        }
    }

    @Override
    public String location() {
        return paths.location();
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        Path file = paths.file(key);
        return answer(key, "reading", () -> paths.info(key, file));
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        Path file = paths.file(key);
        return answer(key, "reading", () -> {
            for (int attempt = 0; attempt < OPEN_ATTEMPTS; attempt++) {
                Optional<ObjectInfo> info = paths.info(key, file);
                if (info.isEmpty()) {
                    return new GetOutcome.Absent(clock.instant());
                }
                if (!condition.allows(info.get())) {
                    return new GetOutcome.ConditionNotMet(clock.instant());
                }
                Optional<FileChannel> channel = open(file);
                if (channel.isPresent() && isUnchanged(info, key, file, channel.get())) {
                    return new GetOutcome.Found(info.get(), new FileRangeStream(channel.get(), range), clock.instant());
                }
            }
            throw new StorageUnavailableException(
                    paths.resource(key), "it is replaced faster than it can be opened: call again");
        });
    }

    /** False, and the channel closed, where the object was replaced as it was opened: the bytes might not be the tag's. */
    private boolean isUnchanged(Optional<ObjectInfo> info, ObjectKey key, Path file, FileChannel channel)
            throws IOException {
        boolean unchanged = false;
        try {
            unchanged = info.equals(paths.info(key, file));
            return unchanged;
        } finally {
            if (!unchanged) {
                channel.close();
            }
        }
    }

    private static Optional<FileChannel> open(Path file) throws IOException {
        try {
            return Optional.of(FileChannel.open(file, StandardOpenOption.READ));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        return answer(key, "writing", () -> writer.put(key, content, condition, sync));
    }

    @Override
    public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
        try {
            return LocalListing.page(paths, prefix, startAfter, delimiter, max, clock.instant());
        } catch (IOException e) {
            throw LocalFailures.of(location() + "/" + prefix, "listing", e);
        }
    }

    @Override
    public void delete(Collection<ObjectKey> keys) {
        Set<Path> changed = new HashSet<>();
        durably(changed, () -> delete(keys, changed));
    }

    private void delete(Collection<ObjectKey> keys, Set<Path> changed) {
        Optional<MlPlatformException> failure = Optional.empty();
        for (ObjectKey key : keys) {
            try {
                answer(key, "deleting", () -> delete(key, changed));
            } catch (MlPlatformException e) {
                failure.ifPresent(e::addSuppressed);
                failure = Optional.of(e);
            }
        }
        failure.ifPresent(e -> {
            throw e;
        });
    }

    // Under the lock, so that no put if-match brings back what was deleted after its look.
    private boolean delete(ObjectKey key, Set<Path> changed) throws IOException {
        Path file = paths.file(key);
        if (paths.info(key, file).isEmpty()) {
            return false;
        }
        boolean deleted = locks.with(key, () -> Files.deleteIfExists(file));
        changed.add(folders.prune(paths.above(file)));
        return deleted;
    }

    @Override
    public void upload(Iterable<Upload> uploads, TransferListener listener) {
        FolderSync.AtEnd batch = new FolderSync.AtEnd();
        durably(batch.folders(), () -> upload(uploads, listener, new LocalStore(this, batch)));
    }

    private void upload(Iterable<Upload> uploads, TransferListener listener, LocalStore once) {
        transfers.run(
                location(),
                TransferQueue.of(
                        uploads,
                        upload -> upload.content().length(),
                        (upload, length) -> new WholeUpload(
                                upload,
                                paths.resource(upload.key()),
                                Math.min(length, HELD_BYTES),
                                once::put,
                                source(),
                                requests,
                                listener)));
    }

    @Override
    public void download(Iterable<Download> downloads, TransferListener listener) {
        DownloadRules rules = DownloadRules.strict();
        transfers.run(
                location(),
                TransferQueue.of(
                        downloads,
                        Download::size,
                        download -> new WholeDownload(
                                new DownloadCheck(download, paths.resource(download.key()), rules),
                                Math.min(download.size(), HELD_BYTES),
                                source(),
                                requests,
                                listener)));
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.FULL;
    }

    @Override
    public void close() {
        transfers.close();
    }

    /** The location. */
    @Override
    public String toString() {
        return location();
    }

    private ObjectSource source() {
        return new PulledSource(location(), this::get, Retries.none(), requests);
    }

    /** Syncs what the step has changed when it ends, also by a failure, which is then the one that is told. */
    private void durably(Set<Path> changed, Runnable step) {
        try (Afterwards sync = () -> syncAll(changed)) {
            step.run();
        }
    }

    private void syncAll(Set<Path> changed) {
        try {
            for (Path folder : changed) {
                folders.sync(folder);
            }
        } catch (IOException e) {
            throw LocalFailures.of(location(), "making changes durable", e);
        }
    }

    private <T> T answer(ObjectKey key, String what, LocalLocks.Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw LocalFailures.of(paths.resource(key), what, e);
        }
    }
}
