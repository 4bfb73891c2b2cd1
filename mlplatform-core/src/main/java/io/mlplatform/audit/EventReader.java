package io.mlplatform.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.audit.Deed.Versions;
import io.mlplatform.internal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * Puts a log's event into words. Whatever an event's members are, it has words for it: members that are missing or of
 * another form than the format's are shown as they stand.
 */
final class EventReader {

    /** A description's most characters. */
    static final int LONGEST = 200;

    private static final int SHOWN_IDS = 3;
    private static final String ALIAS_HOLDER = "alias:";

    private final ObjectNode event;
    private final List<Versions> versions = new ArrayList<>();
    private final Set<String> aliases = new TreeSet<>();

    private EventReader(ObjectNode event) {
        this.event = event;
    }

    /** @param aliasLog the protected alias whose own log has the event; empty for an entity's log */
    static Deed read(ObjectNode event, Optional<String> aliasLog) {
        EventReader reader = new EventReader(event);
        AuditAction action = AuditAction.ofEvent(event.path("type").asText());
        aliasLog.ifPresent(reader.aliases::add);
        String what = reader.what(action, aliasLog);
        return new Deed(
                action, List.copyOf(reader.versions), Set.copyOf(reader.aliases), Printable.line(what, LONGEST));
    }

    private String what(AuditAction action, Optional<String> aliasLog) {
        return switch (action) {
            case CREATE -> "a " + text("kind") + protection();
            case PUBLISH -> commit();
            case MOVE_ALIAS -> aliasLog.map(this::protectedMove).orElseGet(this::moves);
            case ANNOTATE -> annotation();
            case RETIRE -> retirement();
            case PIN -> hold();
            case UNPIN -> ids("pin", event.path("ids"));
            case CONDEMN -> ids("transaction", event.path("txns"));
            case GIVE_UP -> "write " + text("abandons") + ", of which nothing was known";
            case SWEEP, SEAL, REOPEN -> members(event);
            case UNKNOWN -> "'" + text("type") + "' " + members(event);
            case DAMAGED -> throw new IllegalStateException("no event is of that type");
        };
    }

    private String commit() {
        named("version", event);
        StringBuilder words = new StringBuilder("version ").append(text("version"));
        if (event.has("kind")) {
            words.append(" of a new ").append(text("kind")).append(protection());
        }
        words.append(" (").append(text("mode")).append(')');
        JsonNode inputs = event.path("inputs");
        if (!inputs.isEmpty()) {
            words.append(" from ").append(inputs.isArray() ? count(inputs.size(), "input") : "many inputs");
        }
        return words + behind(": ", text("message"));
    }

    private String protection() {
        StringJoiner names = new StringJoiner(", ", ", protecting ", "").setEmptyValue("");
        event.path("protected").forEach(name -> names.add(name.asText()));
        return names.toString();
    }

    private String protectedMove(String alias) {
        named("version", event);
        return alias + " → " + text("version") + ", approved by " + text("by") + behind(": ", text("reason"));
    }

    private String moves() {
        StringJoiner words = new StringJoiner("; ");
        for (JsonNode move : event.path("moves")) {
            String alias = move.path("alias").asText();
            aliases.add(alias);
            named("version", move);
            words.add(
                    move.has("version")
                            ? alias + " → " + move.path("version").asText()
                                    + behind(": ", move.path("reason").asText())
                            : alias + " removed");
        }
        return words.toString();
    }

    private String annotation() {
        named("version", event.path("detail"));
        return members(event.path("detail"));
    }

    private String retirement() {
        if (event.path("from").isIntegralNumber() && event.path("to").isIntegralNumber()) {
            Versions range = new Versions(
                    event.path("from").longValue(), event.path("to").longValue());
            versions.add(range);
            return range + behind(", to be kept until ", text("until"));
        }
        return members(event);
    }

    private String hold() {
        named("version", event);
        String holder = text("holder");
        if (holder.startsWith(ALIAS_HOLDER)) {
            aliases.add(holder.substring(ALIAS_HOLDER.length()));
        }
        return "version " + text("version") + " for " + holder;
    }

    private static String ids(String one, JsonNode ids) {
        StringJoiner shown = new StringJoiner(", ", ": ", ids.size() > SHOWN_IDS ? ", …" : "").setEmptyValue("");
        for (int i = 0; i < Math.min(ids.size(), SHOWN_IDS); i++) {
            shown.add(ids.path(i).asText());
        }
        return count(ids.size(), one) + shown;
    }

    private static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    private static String members(JsonNode object) {
        StringJoiner words = new StringJoiner(", ");
        object.properties().forEach(member -> {
            if (!member.getKey().equals("type")) {
                JsonNode value = member.getValue();
                words.add(member.getKey() + "=" + (value.isValueNode() ? value.asText() : value.toString()));
            }
        });
        return words.toString();
    }

    private void named(String member, JsonNode object) {
        if (object.path(member).isIntegralNumber()) {
            versions.add(Versions.of(object.path(member).longValue()));
        }
    }

    private String text(String member) {
        return event.path(member).asText();
    }

    private static String behind(String separator, String text) {
        return text.isEmpty() ? "" : separator + text;
    }
}
