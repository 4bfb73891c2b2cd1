package io.mlplatform.store;

import io.mlplatform.internal.DaemonThreads;
import io.mlplatform.internal.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;

/** A store in the heap: for tests, notebooks and trials. Everything is gone when it is. Thread-safe. */
public final class MemoryStore implements ObjectStore {

    private record Entry(ObjectInfo info, byte[] bytes) {}

    private final Clock clock;
    private final ExecutorService executor = DaemonThreads.pool("mlplatform-memory", 4);
    private final BulkTransfer bulk = new BulkTransfer(this, executor);
    private final NavigableMap<String, Entry> objects = new TreeMap<>(Utf8.ORDER);
    private long puts;

    /** An empty store that takes its times from this clock. */
    public MemoryStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String location() {
        return "mem:";
    }

    @Override
    public synchronized Optional<ObjectInfo> head(ObjectKey key) {
        return Optional.ofNullable(objects.get(key.value())).map(Entry::info);
    }

    @Override
    public synchronized GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        Entry entry = objects.get(key.value());
        if (entry == null) {
            return new GetOutcome.Absent(clock.instant());
        }
        if (!condition.allows(entry.info)) {
            return new GetOutcome.ConditionNotMet(clock.instant());
        }
        int length = (int) range.lengthWithin(entry.bytes.length);
        int offset = length == 0 ? 0 : (int) range.offset();
        return new GetOutcome.Found(entry.info, new ByteArrayInputStream(entry.bytes, offset, length), clock.instant());
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        byte[] bytes = readAll(key, content);
        synchronized (this) {
            Instant now = clock.instant();
            if (!condition.allows(head(key))) {
                return new PutOutcome.ConditionNotMet(now);
            }
            String etag = "m" + ++puts;
            objects.put(key.value(), new Entry(new ObjectInfo(key, bytes.length, etag, now), bytes));
            return new PutOutcome.Stored(etag, now);
        }
    }

    @Override
    public synchronized Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
        List<ObjectInfo> infos = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        String last = startAfter;
        String from = Utf8.ORDER.compare(startAfter, prefix) > 0 ? startAfter : prefix;
        for (Map.Entry<String, Entry> object : objects.tailMap(from, true).entrySet()) {
            String key = object.getKey();
            if (!key.startsWith(prefix)) {
                break;
            }
            if (Utf8.ORDER.compare(key, last) <= 0) {
                continue;
            }
            if (infos.size() + folders.size() == max) {
                return new Listing(infos, folders, Optional.of(last), clock.instant());
            }
            int slash = delimiter == Delimiter.SLASH ? key.indexOf('/', prefix.length()) : -1;
            if (slash < 0) {
                infos.add(object.getValue().info);
                last = key;
            } else {
                String folder = key.substring(0, slash + 1);
                folders.add(folder);
                last = folder + Listing.FOLDER_END;
            }
        }
        return new Listing(infos, folders, Optional.empty(), clock.instant());
    }

    @Override
    public synchronized void delete(Collection<ObjectKey> keys) {
        keys.forEach(key -> objects.remove(key.value()));
    }

    @Override
    public void upload(Iterable<Upload> uploads, TransferListener listener) {
        bulk.upload(uploads, listener);
    }

    @Override
    public void download(Iterable<Download> downloads, TransferListener listener) {
        bulk.download(downloads, listener);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.FULL;
    }

    @Override
    public void close() {
        executor.shutdown();
    }

    /** The location. */
    @Override
    public String toString() {
        return location();
    }

    private static byte[] readAll(ObjectKey key, Content content) {
        try (InputStream in = content.open()) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length != content.length()) {
                throw new IllegalStateException(
                        key + ": the content announced " + content.length() + " bytes and yielded " + bytes.length);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(key + ": the content could not be read", e);
        }
    }
}
