package io.mlplatform.features.online;

import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import io.mlplatform.features.FeatureGroup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * An online store in one file on this machine, for one process at a time: for laptops, tests and programs that serve alone.
 * What a call stored is there after the process has ended, however it ended; after a loss of power, what was stored up to
 * {@link #close()} or the operating system's last write is.
 */
public final class EmbeddedOnlineStore implements OnlineStore {

    private static final String GROUPS = "groups";
    private static final String RECORDS = "records of ";
    private static final int MOST_COMPACTING_MILLIS = 200;

    private final Path file;
    private final Clock clock;
    private final MVStore store;
    private final MVMap<String, String> groups;

    private EmbeddedOnlineStore(Path file, Clock clock, MVStore store) {
        this.file = file;
        this.clock = clock;
        this.store = store;
        this.groups = store.openMap(GROUPS);
    }

    /**
     * Opens the file, or makes it; its folder must be there.
     *
     * @param clock that tells when records are stored and expire
     * @throws ConflictException another process, or this one, has it open
     */
    public static EmbeddedOnlineStore open(Path file, Clock clock) {
        try {
            // Without the thread that would write behind the caller's back: a call writes what it stored.
            MVStore store = new MVStore.Builder()
                    .fileName(file.toAbsolutePath().toString())
                    .autoCommitDisabled()
                    .open();
            return new EmbeddedOnlineStore(file, clock, store);
        } catch (MVStoreException e) {
            throw EmbeddedFailures.of(file, e);
        }
    }

    @Override
    public synchronized void define(FeatureGroup group) {
        call(() -> {
            String name = group.name().value();
            String wanted = EmbeddedCodec.definition(group);
            String there = groups.get(name);
            if (there == null || EmbeddedCodec.grows(there, wanted)) {
                groups.put(name, wanted);
                store.commit();
            } else if (!EmbeddedCodec.grows(wanted, there)) {
                throw new ConflictException(
                        resource(group),
                        "is there with " + there + ", which " + group
                                + " does not grow from: drop it, or name another");
            }
            return wanted;
        });
    }

    @Override
    public synchronized List<RecordOutcome> batchPut(FeatureGroup group, List<OnlineRecord> records) {
        records.forEach(record -> record.texts(group));
        return call(() -> {
            MVMap<String, String> map = map(group);
            Instant now = clock.instant();
            List<RecordOutcome> outcomes = new ArrayList<>(records.size());
            for (OnlineRecord record : records) {
                String key = record.key().text();
                StoredRecord.Verdict verdict = StoredRecord.judge(read(map, key, group), record, group, now);
                if (verdict.kind() == RecordOutcome.Kind.STORED) {
                    map.put(key, EmbeddedCodec.write(verdict.record()));
                }
                outcomes.add(RecordOutcome.of(record.key(), verdict.kind()));
            }
            store.commit();
            return outcomes;
        });
    }

    @Override
    public List<OnlineAnswer> batchGet(FeatureGroup group, List<RecordKey> keys) {
        keys.forEach(key -> key.in(group));
        return call(() -> {
            MVMap<String, String> map = map(group);
            Instant now = clock.instant();
            return keys.stream()
                    .map(key -> StoredRecord.answer(read(map, key.text(), group), key, group, now))
                    .toList();
        });
    }

    @Override
    public synchronized RecordOutcome erase(FeatureGroup group, RecordKey key, Instant eventTime) {
        String text = key.in(group).text();
        return call(() -> {
            MVMap<String, String> map = map(group);
            Optional<StoredRecord> there = read(map, text, group);
            if (there.isEmpty()) {
                return RecordOutcome.of(key, RecordOutcome.Kind.UNCHANGED);
            }
            if (there.get().order().eventTime().isAfter(eventTime)) {
                return RecordOutcome.of(key, RecordOutcome.Kind.SUPERSEDED);
            }
            map.remove(text);
            store.commit();
            return RecordOutcome.of(key, RecordOutcome.Kind.STORED);
        });
    }

    @Override
    public synchronized void drop(FeatureGroup group) {
        call(() -> {
            store.removeMap(RECORDS + group.name());
            groups.remove(group.name().value());
            return store.commit();
        });
    }

    /** Writes all to the disk and gives the file free. */
    @Override
    public synchronized void close() {
        if (!store.isClosed()) {
            store.sync();
            store.close(MOST_COMPACTING_MILLIS);
        }
    }

    /** Where the records are. */
    @Override
    public String toString() {
        return "online store in '" + file + "'";
    }

    private MVMap<String, String> map(FeatureGroup group) {
        if (!groups.containsKey(group.name().value())) {
            throw new NotFoundException(resource(group), "is not defined in this online store: define it first");
        }
        return store.openMap(RECORDS + group.name());
    }

    private Optional<StoredRecord> read(MVMap<String, String> map, String key, FeatureGroup group) {
        return Optional.ofNullable(map.get(key)).map(json -> EmbeddedCodec.read(json, resource(group)));
    }

    private String resource(FeatureGroup group) {
        return group.name() + " in '" + file + "'";
    }

    private <T> T call(EmbeddedFailures.Call<T> work) {
        if (store.isClosed()) {
            throw new IllegalStateException(this + " was closed: open it again");
        }
        return EmbeddedFailures.told(file, work);
    }
}
