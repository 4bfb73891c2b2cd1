package io.mlplatform.testkit.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which the page gives the members of a JSON value.
 *
 * @param sorted whether this is a map, whose keys are sorted by their UTF-8 bytes
 * @param members the known members of an object in order; a map or list holds its element under the empty name
 */
record MemberOrder(boolean sorted, Map<String, MemberOrder> members) {
    /** A value whose members the page does not give: any order will do. */
    static final MemberOrder FREE = new MemberOrder(false, Map.of());

    /** What the page does not list, at every depth; a document may be named in its place. */
    static final MemberOrder SORTED = new MemberOrder(true, Map.of());

    static final MemberOrder DOCUMENT = of("sha256", "txn", "size");
    private static final MemberOrder FILE = of(
                    "path", "size", "sha256", "txn", "at", "etag", "rows", "mediaType", "crc64nvme", "stats")
            .with("stats", SORTED);
    private static final MemberOrder SEGMENT = of(
                    "sha256", "txn", "size", "digest", "files", "bytes", "first", "last", "partitions", "verified")
            .with("partitions", map(of("min", "max", "nulls")));
    static final MemberOrder ROOT = of(
                    "format", "files", "bytes", "digest", "partitionBy", "verified", "segments", "entries", "nodes")
            .with("segments", each(SEGMENT))
            .with("entries", each(FILE))
            .with("nodes", each(SEGMENT));
    static final MemberOrder FILE_LINE = FILE;
    static final MemberOrder SEGMENT_LINE = SEGMENT;

    private static final MemberOrder CONTENT = of(
                    "format",
                    "files",
                    "bytes",
                    "digest",
                    "partitionBy",
                    "verified",
                    "segments",
                    "entries",
                    "nodes",
                    "sha256",
                    "txn",
                    "size")
            .with("segments", each(SEGMENT))
            .with("entries", each(FILE))
            .with("nodes", each(SEGMENT));
    private static final MemberOrder STATE = of(
                    "kind",
                    "latest",
                    "content",
                    "aliases",
                    "protected",
                    "retired",
                    "pins",
                    "labels",
                    "sealed",
                    "writers",
                    "writersFloor",
                    "condemnedAt",
                    "requires",
                    "detail")
            .with("content", CONTENT)
            .with("aliases", map(of("version", "digest", "since", "by", "reason")))
            .with("retired", each(of("from", "to", "until")))
            .with("pins", map(of("version", "holder")))
            .with("labels", map(FREE))
            .with("writers", map(of("sequence", "version", "seq")))
            .with("detail", SORTED);
    /** Inputs, in an entry or in a document of their own. */
    static final MemberOrder INPUTS = each(of("ref", "digest", "role"));

    /** Columns, in an entry or in a document of their own. */
    static final MemberOrder SCHEMA = of("fields").with("fields", each(of("name", "type", "nullable")));

    private static final MemberOrder COMMIT = of(
                    "type",
                    "kind",
                    "protected",
                    "version",
                    "txn",
                    "base",
                    "baseSeq",
                    "mode",
                    "sources",
                    "message",
                    "schema",
                    "inputs",
                    "producer",
                    "labels",
                    "token",
                    "detail")
            .with("schema", SCHEMA)
            .with("inputs", INPUTS)
            .with("producer", SORTED)
            .with("labels", map(FREE))
            .with("token", of("writer", "sequence", "since"))
            .with("detail", SORTED);
    private static final Map<String, MemberOrder> EVENTS = Map.of(
            "commit", COMMIT,
            "create", of("type", "kind", "protected", "labels", "detail").with("labels", map(FREE)),
            "alias",
                    of("type", "moves", "detail").with("moves", each(of("alias", "version", "digest", "by", "reason"))),
            "retire", of("type", "from", "to", "until", "detail"),
            "pin", of("type", "version", "holder", "detail"),
            "unpin", of("type", "ids", "detail"),
            "condemn", of("type", "txns", "previous", "detail"),
            "noop", of("type", "abandons", "detail"));
    private static final MemberOrder OTHER_EVENT =
            of("type", "labels", "detail").with("labels", map(FREE));
    private static final MemberOrder ENTRY =
            of("format", "seq", "parent", "writeId", "time", "actor", "event", "state");
    static final MemberOrder ALIAS_ENTRY = ENTRY.with("event", of("type", "version", "digest", "pin", "by", "reason"))
            .with("state", of("version", "digest", "pin", "by", "reason"));
    private static final MemberOrder ZONE = of(
                    "root", "classification", "versioning", "kmsKey", "retention", "objectLock")
            .with("retention", of("abandonedUploads", "nonCurrent", "temporary"));
    static final MemberOrder LAYOUT = of(
                    "format", "organisation", "environment", "region", "account", "teams", "accessLogs", "zones")
            .with("zones", map(ZONE));

    static MemberOrder entry(String type) {
        MemberOrder event = EVENTS.getOrDefault(type, OTHER_EVENT).with("detail", SORTED);
        return ENTRY.with("event", event).with("state", STATE);
    }

    static MemberOrder index() {
        return of("format", "version", "seq", "time", "root", "commit")
                .with("root", CONTENT)
                .with("commit", COMMIT);
    }

    /** The order of a list's elements, or of a map's values. */
    MemberOrder element() {
        return members.getOrDefault("", equals(SORTED) ? SORTED : FREE);
    }

    MemberOrder member(String name) {
        return sorted ? element() : members.getOrDefault(name, FREE);
    }

    private static MemberOrder of(String... names) {
        Map<String, MemberOrder> members = new LinkedHashMap<>();
        List.of(names).forEach(name -> members.put(name, FREE));
        return new MemberOrder(false, members);
    }

    private MemberOrder with(String name, MemberOrder order) {
        Map<String, MemberOrder> changed = new LinkedHashMap<>(members);
        changed.put(name, order);
        return new MemberOrder(sorted, changed);
    }

    private static MemberOrder map(MemberOrder value) {
        return new MemberOrder(true, Map.of("", value));
    }

    private static MemberOrder each(MemberOrder element) {
        return new MemberOrder(false, Map.of("", element));
    }
}
