package io.mlplatform.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.log.NextEntry;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.layout.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deployments as a model's {@code state.detail} keeps them: by their place. */
final class DeploymentsJson {

    private static final String DEPLOYMENTS = "deployments";

    private DeploymentsJson() {}

    /** {@code detail} with what serves {@code where} from {@code next} on. */
    static ObjectNode with(
            ObjectNode detail, String where, PinnedRef version, Map<String, String> details, NextEntry next) {
        ObjectNode deployment = Json.object()
                .put("actor", next.actor())
                .put("digest", version.digest().hex())
                .put("since", Json.time(next.time()))
                .put("version", version.version());
        if (!details.isEmpty()) {
            ObjectNode words = deployment.putObject("details");
            details.forEach(words::put);
        }
        deployments(detail).set(where, deployment);
        return detail;
    }

    /** {@code detail} without what served {@code where}. */
    static ObjectNode without(ObjectNode detail, String where) {
        ObjectNode deployments = deployments(detail);
        deployments.remove(where);
        if (deployments.isEmpty()) {
            detail.remove(DEPLOYMENTS);
        }
        return detail;
    }

    private static ObjectNode deployments(ObjectNode detail) {
        return detail.has(DEPLOYMENTS)
                ? StoredJson.of(detail, "the model's state").object(DEPLOYMENTS).node()
                : detail.putObject(DEPLOYMENTS);
    }

    static boolean has(ObjectNode detail, String where) {
        return detail.path(DEPLOYMENTS).has(where);
    }

    /** In order of place. */
    static List<Deployment> read(Zone zone, EntityNow model) {
        StoredJson deployments = StoredJson.of(
                StoredJson.of(model.detail(), model.entity().value())
                        .find(DEPLOYMENTS)
                        .map(StoredJson::node)
                        .orElseGet(Json::object),
                "the deployments of " + model.entity());
        List<Deployment> all = new ArrayList<>();
        deployments.node().fieldNames().forEachRemaining(where -> {
            StoredJson json = deployments.object(where);
            Map<String, String> details = new TreeMap<>();
            json.find("details")
                    .ifPresent(words ->
                            words.node().fieldNames().forEachRemaining(name -> details.put(name, words.text(name))));
            PinnedRef version = new PinnedRef(
                    zone, model.entity(), json.numberWithin(1, Keys.MAX_VERSION, "version"), json.digest("digest"));
            all.add(new Deployment(where, version, json.time("since"), json.text("actor", ""), details));
        });
        return all;
    }
}
