package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AliasName;
import io.mlplatform.ConflictException;
import io.mlplatform.NotFoundException;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All that holds for an entity after an entry of its log. Immutable: each change is a new state. It stays JSON inside,
 * so that members a newer writer added are carried over unchanged.
 */
public final class EntityState {

    private static final List<String> ORDER = List.of(
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
            "detail");

    private final StoredJson json;

    private EntityState(StoredJson json) {
        this.json = json;
    }

    static EntityState of(ObjectNode node, String resource) {
        return new EntityState(StoredJson.of(node, resource));
    }

    /** The state of an entity that is created here, without a version. */
    public static EntityState initial(String kind, Collection<AliasName> protectedAliases) {
        ObjectNode node = Json.object().put("kind", kind).put("latest", 0);
        if (!protectedAliases.isEmpty()) {
            node.set("protected", names(protectedAliases));
        }
        return of(node, kind);
    }

    /** What the entity is: {@code dataset}, {@code model}, {@code run} … */
    public String kind() {
        return json.text("kind");
    }

    /** The newest version, 0 before the first. */
    public long latest() {
        return json.numberWithin(0, Keys.MAX_VERSION, "latest");
    }

    /** The root of {@link #latest()}: inline, a document's name, or the entry that has it. */
    public Optional<StoredJson> content() {
        return json.find("content");
    }

    /** The entry whose {@link #content()} is the root; {@code here} where that is this state itself. */
    public long contentSeq(long here) {
        return content()
                .filter(content -> content.has("seq"))
                .map(content -> content.numberWithin(0, Keys.MAX_SEQ, "seq"))
                .orElse(here);
    }

    public Map<String, AliasTarget> aliases() {
        return map("aliases", AliasTarget::parse);
    }

    public List<AliasName> protectedAliases() {
        return json.parsedTexts("protected", AliasName::new, "alias names");
    }

    public List<RetiredRange> retired() {
        return json.objects("retired").stream().map(RetiredRange::parse).toList();
    }

    public boolean isRetired(long version) {
        return retired().stream().anyMatch(range -> range.contains(version));
    }

    /** True where all of the range's versions are retired already, and no later than it says. */
    public boolean isRetiredBy(RetiredRange wanted) {
        long next = wanted.from();
        for (RetiredRange range : retired()) {
            if (range.contains(next) && !range.until().isAfter(wanted.until())) {
                next = range.to() + 1;
            }
        }
        return next > wanted.to();
    }

    /** True where the version is retired, its time has come by {@code now}, and no pin holds it: nothing keeps what is its alone. */
    public boolean isDead(long version, Instant now) {
        return retired().stream()
                        .anyMatch(range ->
                                range.contains(version) && !range.until().isAfter(now))
                && pins().values().stream().noneMatch(pin -> pin.version() == version);
    }

    /**
     * Refuses a version that no alias may name here.
     *
     * @param address the entity's, for messages
     */
    public void requireAssignable(long version, String address) {
        if (isSealed()) {
            throw new ConflictException(address, "is sealed: its aliases stay as they are until it is reopened");
        }
        if (version > latest()) {
            throw new NotFoundException(
                    address + "@" + version,
                    "no such version here, the latest is " + latest() + ": use a version of this platform");
        }
        if (isRetired(version)) {
            throw new ConflictException(address + "@" + version, "the version is retired: choose one that is not");
        }
    }

    /** Holds by their id, which is the id of the write that appended them. */
    public Map<String, Pin> pins() {
        return map("pins", Pin::parse);
    }

    public boolean isSealed() {
        return json.has("sealed");
    }

    Map<String, Writer> writers() {
        return map("writers", Writer::parse);
    }

    OptionalLong writersFloor() {
        return json.has("writersFloor") ? OptionalLong.of(json.number("writersFloor")) : OptionalLong.empty();
    }

    /** The newest {@code condemn} entry, if any was ever appended. */
    public OptionalLong condemnedAt() {
        return json.has("condemnedAt")
                ? OptionalLong.of(json.numberWithin(0, Keys.MAX_SEQ, "condemnedAt"))
                : OptionalLong.empty();
    }

    /** Abilities that a writer must know to append here. */
    List<String> requires() {
        return json.texts("requires");
    }

    /** This state as the base of an entry that follows {@code seq} and is no commit: the root stays where it stands. */
    public EntityState carriedFrom(long seq) {
        return content().isEmpty() ? this : with("content", Json.object().put("seq", contentSeq(seq)));
    }

    /** After a commit of {@code version} with that root. */
    public EntityState committed(long version, ObjectNode content) {
        return with("latest", Json.object().numberNode(version)).with("content", content);
    }

    public EntityState withAlias(AliasName alias, AliasTarget target) {
        return withEntry("aliases", alias.value(), target.toJson());
    }

    public EntityState withoutAlias(AliasName alias) {
        return withoutEntries("aliases", List.of(alias.value()));
    }

    /** With these versions retired; {@code parentTime} is that of the entry before. */
    public EntityState withRetired(RetiredRange range, Instant parentTime) {
        ArrayNode ranges = Json.array();
        RetiredRanges.with(retired(), range, parentTime).forEach(each -> ranges.add(each.toJson()));
        return with("retired", ranges);
    }

    public EntityState withCondemnedAt(long seq) {
        return with("condemnedAt", Json.object().numberNode(seq));
    }

    public EntityState withSeal() {
        return with("sealed", Json.object().booleanNode(true));
    }

    public EntityState withoutSeal() {
        return with("sealed", Json.object());
    }

    public EntityState withPin(String id, Pin pin) {
        return withEntry("pins", id, pin.toJson());
    }

    public EntityState withoutPins(Collection<String> ids) {
        return withoutEntries("pins", ids);
    }

    EntityState withWriters(Map<String, Writer> writers, OptionalLong floor) {
        ObjectNode node = Json.object();
        writers.forEach((id, writer) -> node.set(id, writer.toJson()));
        EntityState changed = with("writers", Json.sortedKeys(node));
        return floor.isPresent() ? changed.with("writersFloor", Json.object().numberNode(floor.getAsLong())) : changed;
    }

    /** A copy of what the face keeps here, empty where that is nothing. */
    public ObjectNode detail() {
        return json.has("detail") ? json.object("detail").node().deepCopy() : Json.object();
    }

    /** With that for what the face keeps here, its members sorted. */
    public EntityState withDetail(ObjectNode detail) {
        return with("detail", Json.sorted(detail));
    }

    /** Members in the format's order, those of other writers behind them. */
    public ObjectNode toJson() {
        ObjectNode ordered = Json.object();
        ORDER.forEach(name -> Optional.ofNullable(json.node().get(name)).ifPresent(value -> ordered.set(name, value)));
        for (Iterator<String> names = Json.sortedKeys(json.node()).fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!ordered.has(name)) {
                ordered.set(name, json.node().get(name));
            }
        }
        return ordered;
    }

    private EntityState with(String member, JsonNode value) {
        ObjectNode copy = json.node().deepCopy();
        if (value.isContainerNode() && value.isEmpty()) {
            copy.remove(member);
        } else {
            copy.set(member, value);
        }
        return of(copy, json.resource());
    }

    private EntityState withEntry(String map, String key, ObjectNode value) {
        ObjectNode entries = json.has(map) ? json.object(map).node().deepCopy() : Json.object();
        entries.set(key, value);
        return with(map, Json.sortedKeys(entries));
    }

    private EntityState withoutEntries(String map, Collection<String> keys) {
        if (!json.has(map)) {
            return this;
        }
        ObjectNode entries = json.object(map).node().deepCopy();
        return with(map, entries.remove(keys));
    }

    private <T> Map<String, T> map(String member, Function<StoredJson, T> parser) {
        Map<String, T> parsed = new TreeMap<>();
        json.find(member).ifPresent(map -> map.node()
                .properties()
                .forEach(entry ->
                        parsed.put(entry.getKey(), parser.apply(StoredJson.of(entry.getValue(), json.resource())))));
        return parsed;
    }

    private static ArrayNode names(Collection<AliasName> aliases) {
        return Json.texts(aliases.stream().map(AliasName::value).toList());
    }
}
