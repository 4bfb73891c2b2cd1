package io.mlplatform.internal.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AliasName;
import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.util.List;

/** The log of a protected alias, beside the entity's own, so that a policy can guard it. Thread-safe. */
public final class AliasLog {

    /**
     * What the alias names.
     *
     * @param pin the id of the pin that holds the version for this alias
     */
    public record Value(long version, Digest digest, String pin, String by, String reason) {

        ObjectNode toJson() {
            return write(Json.object());
        }

        ObjectNode toEvent() {
            return write(Json.object().put("type", "alias"));
        }

        private ObjectNode write(ObjectNode node) {
            return node.put("version", version)
                    .put("digest", digest.hex())
                    .put("pin", pin)
                    .put("by", by)
                    .put("reason", reason);
        }

        static Value parse(StoredJson json) {
            return new Value(
                    json.numberWithin(1, Keys.MAX_VERSION, "version"),
                    json.digest("digest"),
                    json.text("pin"),
                    json.text("by", ""),
                    json.text("reason", ""));
        }
    }

    private final ZoneRoot root;
    private final SlotLog slots;
    private final Context context;
    private final String address;

    public AliasLog(ZoneRoot root, EntityName entity, AliasName alias, Context context) {
        this.root = root;
        this.context = context;
        this.address = root.address(entity) + "@" + alias;
        this.slots = new SlotLog(root.keys(entity).aliasLog(alias), address, context, root.heads());
    }

    /** Reads the end of the alias's log: one LIST, and one GET where it was ever moved. */
    public Tip tip() {
        return slots.tip();
    }

    /** What is wrong with the chain of all moves, a line each; one GET a move. */
    public List<String> problems() {
        return new LogCheck(address, context, slots::entry).chainProblems(tip());
    }

    /** Entry {@code seq}, which must exist. */
    public Head entry(long seq) {
        return slots.entry(seq);
    }

    /** What the alias names after {@code head}. */
    public Value value(Head head) {
        return Value.parse(StoredJson.of(head.entry().state(), address));
    }

    /** Settles a move of unknown outcome by filling its slot with the identical entry. */
    public CommitResolution resolve(CommitOutcomeUnknownException unknown) {
        root.conditions().requireSupported(root.store());
        return slots.resolve(unknown.entry());
    }

    /** Puts the next entry in the slot behind {@code tip}, and in no other; false where another came first. */
    boolean put(Tip tip, Value value) {
        LogEntry entry =
                slots.next(tip, value.toEvent(), value.toJson(), context.ids().ulid());
        return slots.place(entry, entry.encode()) == Placement.WON;
    }
}
