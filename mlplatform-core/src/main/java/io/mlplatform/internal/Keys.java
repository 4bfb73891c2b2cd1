package io.mlplatform.internal;

import io.mlplatform.AliasName;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.StoreLocation;
import java.util.Locale;

/** Spells the keys of one entity; the only place where the format's key layout is written down. */
public final class Keys {

    /** The last place of a log: its numbers have 10 digits. */
    public static final long MAX_SEQ = 9_999_999_999L;

    private static final String ENTITIES = "_entities/";

    private final StoreLocation root;
    private final StoreLocation entity;
    private final EntityName name;

    /** Keys of {@code name} below the zone root {@code root}. */
    public Keys(StoreLocation root, EntityName name) {
        this.root = root;
        this.entity = root.below(name.value());
        this.name = name;
    }

    /** Where the platform's layout is, below the location that was opened. */
    public static ObjectKey layout(StoreLocation opened) {
        return opened.key("_platform/layout.json");
    }

    /** The prefix that lists a zone's entities whose name begins with {@code prefix}, empty for all. */
    public static String entities(StoreLocation root, String prefix) {
        return root.prefix() + ENTITIES + prefix.replace('/', '!');
    }

    /** The entity whose marker is {@code key}; an {@code IllegalArgumentException} where it is no marker. */
    public static EntityName entityOf(StoreLocation root, ObjectKey key) {
        return EntityName.of(key.value().substring(entities(root, "").length()).replace('!', '/'));
    }

    public ObjectKey entityMarker() {
        return root.key(ENTITIES + flat(name));
    }

    /** The folder of the entity's log. */
    public StoreLocation log() {
        return entity.below("_log");
    }

    /** The folder of a protected alias's log. */
    public StoreLocation aliasLog(AliasName alias) {
        return entity.below("_aliases").below(alias.value());
    }

    /** The key of entry {@code seq} in a log folder: newest first in a listing. */
    public static ObjectKey slot(StoreLocation folder, long seq) {
        if (seq < 0 || seq > MAX_SEQ) {
            throw new IllegalArgumentException("a log has entries 0 to " + MAX_SEQ + ": " + seq);
        }
        return folder.key(String.format(Locale.ROOT, "%010d-%010d.json", MAX_SEQ - seq, seq));
    }

    /** The place of a log entry by its key, or -1 where the key is none. */
    public static long seqOf(StoreLocation folder, ObjectKey key) {
        String file = key.value().substring(folder.prefix().length());
        if (!file.matches("[0-9]{10}-[0-9]{10}\\.json")) {
            return -1;
        }
        long seq = Long.parseLong(file, 11, 21, 10);
        return slot(folder, seq).equals(key) ? seq : -1;
    }

    public ObjectKey version(long number) {
        return entity.key(String.format(Locale.ROOT, "_versions/%010d.json", number));
    }

    public ObjectKey segment(String txn, Digest sha256) {
        return entity.key("_manifests/" + txn + "/" + sha256 + ".jsonl.gz");
    }

    public ObjectKey document(String txn, Digest sha256) {
        return entity.key("_manifests/" + txn + "/" + sha256 + ".json.gz");
    }

    public ObjectKey data(String txn, String path) {
        return entity.key("data/" + txn + "/" + path);
    }

    public ObjectKey headCopy() {
        return entity.key("_head.json");
    }

    /** A derived document of the entity as it is now: of the few keys that are overwritten. */
    public ObjectKey currentExport(String name) {
        return entity.key("_exports/current/" + name);
    }

    /** The marker, in the consumer's zone {@code consumerRoot}, that {@code consumer} was made from {@code input}. */
    public static ObjectKey lineage(
            StoreLocation consumerRoot, PinnedRef input, Zone zone, EntityName consumer, long version) {
        return consumerRoot.key(String.format(
                Locale.ROOT,
                "_lineage/%s/%s/%010d/%s!%s@%010d",
                input.zone(),
                flat(input.entity()),
                input.version(),
                zone,
                flat(consumer),
                version));
    }

    private static String flat(EntityName name) {
        return name.value().replace('/', '!');
    }
}
