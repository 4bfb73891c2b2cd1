package io.mlplatform.lineage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import java.util.List;

/**
 * What was made from a version, directly.
 *
 * @param consumers by number, in order of zone and name
 * @param unseen where there may be more of them; empty where every zone could be asked
 */
public record Usage(PinnedRef version, List<VersionRef> consumers, List<UnseenZone> unseen) {

    private static final int SHOWN = 50;

    public Usage {
        consumers = List.copyOf(consumers);
        unseen = List.copyOf(unseen);
    }

    /** One line of canonical JSON: {@code {"ref":…,"digest":…,"consumers":[…],"unseen":[{"zone":…,"why":…}]}}. */
    public String toJson() {
        ObjectNode node = Json.object()
                .put("ref", version.uri())
                .put("digest", version.digest().hex());
        node.set(
                "consumers",
                Json.texts(consumers.stream().map(VersionRef::toString).toList()));
        node.set("unseen", UnseenZone.json(unseen));
        return CanonicalJson.write(node);
    }

    /** The version, a line a consumer, at most fifty of them, and the zones that could not be asked. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(version.toString());
        consumers.stream().limit(SHOWN).forEach(consumer -> text.append("\n  → ")
                .append(consumer));
        if (consumers.size() > SHOWN) {
            text.append("\n  … and ").append(consumers.size() - SHOWN).append(" more");
        }
        return text.append(UnseenZone.line(unseen)).toString();
    }
}
