package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AliasName;
import io.mlplatform.internal.json.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an entry of an entity's log says has happened; the larger ones have files of their own. */
public sealed interface LogEvent
        permits Commit,
                LogEvent.Create,
                LogEvent.MoveAliases,
                LogEvent.Annotate,
                LogEvent.Hold,
                LogEvent.Release,
                Retire,
                Condemn,
                LogEvent.Swept,
                LogEvent.Seal,
                LogEvent.Reopen,
                LogEvent.Noop {

    /** All types of the format; an entry of another type is read, but nothing is appended after it. */
    Set<String> TYPES = Set.of(
            "create",
            "commit",
            "alias",
            "annotate",
            "retire",
            "pin",
            "unpin",
            "condemn",
            "swept",
            "seal",
            "reopen",
            "noop");

    ObjectNode toJson();

    /** True for an event that frees room in the state, or holds nothing: it is accepted where a limit is reached. */
    default boolean shrinks() {
        return false;
    }

    /** The entity begins, without a version. */
    record Create(String kind, Collection<AliasName> protectedAliases) implements LogEvent {

        /** The kind of an entity whose first write was given up: the next commit creates it. */
        public static final String NOTHING = "none";

        @Override
        public ObjectNode toJson() {
            return members(Json.object().put("type", "create"));
        }

        /** The members that a first commit carries as well. */
        ObjectNode members(ObjectNode event) {
            event.put("kind", kind);
            if (!protectedAliases.isEmpty()) {
                event.set(
                        "protected",
                        Json.texts(
                                protectedAliases.stream().map(AliasName::value).toList()));
            }
            return event;
        }
    }

    /** Unprotected aliases are set, or removed where the target is empty. */
    record MoveAliases(Map<AliasName, Optional<AliasTarget>> moves) implements LogEvent {
        @Override
        public ObjectNode toJson() {
            ArrayNode array = Json.array();
            SortedMap<AliasName, Optional<AliasTarget>> sorted = new TreeMap<>(moves);
            sorted.forEach((alias, target) -> {
                ObjectNode move = array.addObject().put("alias", alias.value());
                target.ifPresent(named -> move.put("version", named.version())
                        .put("digest", named.digest().hex())
                        .put("by", named.by())
                        .put("reason", named.reason()));
            });
            ObjectNode event = Json.object().put("type", "alias");
            event.set("moves", array);
            return event;
        }

        @Override
        public boolean shrinks() {
            return moves.values().stream().allMatch(Optional::isEmpty);
        }
    }

    /** What the face keeps in the state changes, and nothing else. */
    record Annotate(Optional<JsonNode> detail) implements LogEvent {
        @Override
        public ObjectNode toJson() {
            ObjectNode event = Json.object().put("type", "annotate");
            detail.ifPresent(said -> event.set("detail", Json.sorted(said)));
            return event;
        }
    }

    /** A version is pinned; the pin's id is the entry's write id. */
    record Hold(Pin pin) implements LogEvent {
        @Override
        public ObjectNode toJson() {
            return Json.object()
                    .put("type", "pin")
                    .put("version", pin.version())
                    .put("holder", pin.holder());
        }
    }

    /** Pins are taken away. */
    record Release(Collection<String> pinIds) implements LogEvent {
        @Override
        public ObjectNode toJson() {
            ObjectNode event = Json.object().put("type", "unpin");
            event.set("ids", Json.texts(pinIds));
            return event;
        }

        @Override
        public boolean shrinks() {
            return true;
        }
    }

    /** What was condemned before is deleted. */
    record Swept() implements LogEvent {

        @Override
        public ObjectNode toJson() {
            return Json.object().put("type", "swept");
        }

        @Override
        public boolean shrinks() {
            return true;
        }
    }

    /** The entity takes no more versions, aliases and pins. */
    record Seal() implements LogEvent {

        @Override
        public ObjectNode toJson() {
            return Json.object().put("type", "seal");
        }

        @Override
        public boolean shrinks() {
            return true;
        }
    }

    /** A sealed entity takes versions again. */
    record Reopen() implements LogEvent {

        @Override
        public ObjectNode toJson() {
            return Json.object().put("type", "reopen");
        }
    }

    /** Nothing; it fills the slot of a write that is given up. */
    record Noop(String abandons) implements LogEvent {
        @Override
        public ObjectNode toJson() {
            return Json.object().put("type", "noop").put("abandons", abandons);
        }

        @Override
        public boolean shrinks() {
            return true;
        }
    }
}
