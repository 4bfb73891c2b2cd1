package io.mlplatform.internal;

import io.mlplatform.AliasName;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.StoreLocation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spells the keys of one entity; the only place where the format's key layout is written down. */
public final class Keys {

    /** The last place of a log: its numbers have 10 digits. */
    public static final long MAX_SEQ = 9_999_999_999L;

    /** The greatest number of a version: it has 10 digits in keys. */
    public static final long MAX_VERSION = 9_999_999_999L;

    // What the patterns of policies spell too: KeyPatterns.
    static final String LAYOUT = "_platform/layout.json";
    static final String ENTITIES = "_entities/";
    static final String LINEAGE = "_lineage/";
    static final String PROBES = "_probe/";
    static final String LOG = "_log";
    static final String ALIASES = "_aliases";
    static final String VERSIONS = "_versions";
    static final String MANIFESTS = "_manifests";
    static final String SIGNATURES = "_signatures";
    static final String DATA = "data";
    static final String EXPORTS = "_exports";
    static final String CURRENT_EXPORTS = EXPORTS + "/current";
    static final String HEAD_COPY = "_head.json";
    static final char FLAT = '!';
    private static final Pattern CONSUMER = Pattern.compile("/([a-z]+)!([^/@]+)@([0-9]{10})$");

    private static final Pattern NUMBERED = Pattern.compile("([0-9]{10})(/|\\.json$)");

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
        return opened.key(LAYOUT);
    }

    /** A key for trying a store below the root of a zone; holds no data. */
    public static ObjectKey probe(StoreLocation root, String name) {
        return root.key(PROBES + name);
    }

    /** The prefix that lists a zone's entities whose name begins with {@code prefix}, empty for all. */
    public static String entities(StoreLocation root, String prefix) {
        return root.prefix() + ENTITIES + prefix.replace('/', FLAT);
    }

    /** The entity whose marker is {@code key}; empty for a key that a console or a put in progress left there. */
    public static Optional<EntityName> entityOf(StoreLocation root, ObjectKey key) {
        try {
            return Optional.of(EntityName.of(
                    key.value().substring(entities(root, "").length()).replace(FLAT, '/')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public ObjectKey entityMarker() {
        return root.key(ENTITIES + flat(name));
    }

    /** The folder of the entity's log. */
    public StoreLocation log() {
        return entity.below(LOG);
    }

    /** The folder of all protected aliases' logs, a folder each. */
    public StoreLocation aliasLogs() {
        return entity.below(ALIASES);
    }

    /** The folder of a protected alias's log. */
    public StoreLocation aliasLog(AliasName alias) {
        return aliasLogs().below(alias.value());
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
        return entity.key(String.format(Locale.ROOT, VERSIONS + "/%010d.json", number));
    }

    public ObjectKey segment(String txn, Digest sha256) {
        return entity.key(MANIFESTS + "/" + txn + "/" + sha256 + ".jsonl.gz");
    }

    public ObjectKey document(String txn, Digest sha256) {
        return entity.key(MANIFESTS + "/" + txn + "/" + sha256 + ".json.gz");
    }

    public ObjectKey data(String txn, String path) {
        return entity.key(DATA + "/" + txn + "/" + path);
    }

    /** The folder of all data files. */
    public StoreLocation data() {
        return entity.below(DATA);
    }

    /** The folder of all segments and documents. */
    public StoreLocation manifests() {
        return entity.below(MANIFESTS);
    }

    /** The folder of the versions' indexes. */
    public StoreLocation versions() {
        return entity.below(VERSIONS);
    }

    /** The folder of derived documents. */
    public StoreLocation exports() {
        return entity.below(EXPORTS);
    }

    /** The version that an index or an export is of, by its key; 0 for none. */
    public static long versionOf(StoreLocation folder, ObjectKey key) {
        Matcher number = NUMBERED.matcher(key.value().substring(folder.prefix().length()));
        return number.lookingAt() ? Long.parseLong(number.group(1)) : 0;
    }

    /** The folder of all that a publish staged. */
    public StoreLocation data(String txn) {
        return entity.below(DATA).below(txn);
    }

    /** The folder where version {@code number}'s files stand together under their paths, for tools that read a folder. */
    public StoreLocation exportedFiles(long number) {
        return entity.below(String.format(Locale.ROOT, EXPORTS + "/%010d/files", number));
    }

    /** A derived document of version {@code number}, which is collected with it. */
    public ObjectKey export(long number, String name) {
        return entity.key(String.format(Locale.ROOT, EXPORTS + "/%010d/%s", number, name));
    }

    public ObjectKey headCopy() {
        return entity.key(HEAD_COPY);
    }

    /** A derived document of the entity as it is now: of the few keys that are overwritten. */
    public ObjectKey currentExport(String name) {
        return entity.key(CURRENT_EXPORTS + "/" + name);
    }

    /** The marker, in the consumer's zone {@code consumerRoot}, that {@code consumer} was made from {@code input}. */
    public static ObjectKey lineage(
            StoreLocation consumerRoot, PinnedRef input, Zone zone, EntityName consumer, long version) {
        return consumerRoot.key(String.format(
                Locale.ROOT,
                LINEAGE + "%s/%s/%010d/%s!%s@%010d",
                input.zone(),
                flat(input.entity()),
                input.version(),
                zone,
                flat(consumer),
                version));
    }

    /** The prefix that lists, in the zone at {@code consumerRoot}, what was made from {@code input}, which has a number. */
    public static String consumers(StoreLocation consumerRoot, VersionRef input) {
        if (!(input.selector() instanceof VersionSelector.Number number)) {
            throw new IllegalArgumentException("markers name versions by number: " + input);
        }
        return consumerRoot.prefix()
                + String.format(
                        Locale.ROOT, LINEAGE + "%s/%s/%010d/", input.zone(), flat(input.entity()), number.version());
    }

    /** The version of {@code zone} that the marker {@code key} names; empty where it is no marker of that zone. */
    public static Optional<VersionRef> consumerOf(ObjectKey key, Zone zone) {
        Matcher marker = CONSUMER.matcher(key.value());
        if (!marker.find() || !marker.group(1).equals(zone.word())) {
            return Optional.empty();
        }
        try {
            return Optional.of(VersionRef.of(
                    zone,
                    EntityName.of(marker.group(2).replace(FLAT, '/')),
                    new VersionSelector.Number(Long.parseLong(marker.group(3)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String flat(EntityName name) {
        return name.value().replace('/', FLAT);
    }
}
