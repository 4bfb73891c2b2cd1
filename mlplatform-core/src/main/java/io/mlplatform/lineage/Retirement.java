package io.mlplatform.lineage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What retiring a version would touch: all that was made from it, and from that, with the names by which it is asked for.
 * While the version itself {@linkplain DownstreamNode#names() has a name} it cannot be retired.
 *
 * @param touched the version, with what is downstream of it
 * @param unseen where there may be more; empty where every zone could be asked
 */
public record Retirement(PinnedRef version, DownstreamNode touched, List<UnseenZone> unseen) {

    public Retirement {
        unseen = List.copyOf(unseen);
    }

    /** The versions downstream, each once. */
    public List<VersionRef> downstream() {
        List<VersionRef> refs = new ArrayList<>();
        collect(touched, refs);
        return refs.stream().skip(1).distinct().toList();
    }

    /** One line of canonical JSON: {@code {"ref":…,"digest":…,"touched":{"ref":…,"names":[…],"consumers":[…]},"unseen":[…]}}. */
    public String toJson() {
        ObjectNode node = Json.object()
                .put("ref", version.uri())
                .put("digest", version.digest().hex());
        node.set("touched", touched.json());
        node.set("unseen", UnseenZone.json(unseen));
        return CanonicalJson.write(node);
    }

    /** The version and all that was made from it, a line each, and the zones that could not be asked. */
    @Override
    public String toString() {
        return touched + UnseenZone.line(unseen);
    }

    private static void collect(DownstreamNode node, List<VersionRef> refs) {
        refs.add(node.ref());
        node.consumers().forEach(consumer -> collect(consumer, refs));
    }
}
