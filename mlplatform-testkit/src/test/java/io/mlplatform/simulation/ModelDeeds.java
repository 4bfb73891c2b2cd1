package io.mlplatform.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.EntityName;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelDraft;
import io.mlplatform.models.ModelStore;
import io.mlplatform.models.ModelVersion;
import java.util.Map;
import java.util.OptionalLong;

/** What modellers and approvers do; and those who define feature groups, which begin without a version. */
final class ModelDeeds {

    private ModelDeeds() {}

    static void publish(Actor actor) {
        String text = "model " + actor.dice().nextInt(4);
        Intent intent = Intent.adding("replace", Map.of("model.bin", PublisherDeeds.sha(text)));
        boolean withData = actor.dice().nextBoolean();
        actor.attempt(Places.log(Places.model()), intent, () -> {
            ModelDraft draft =
                    actor.platform().models().draft(Places.FLAT).addBytes("model.bin", PublisherDeeds.bytes(text));
            if (withData) {
                actor.platform().datasets().find(Places.FLAT).ifPresent(draft::uses);
            }
            return OptionalLong.of(draft.publish().version());
        });
    }

    static void promote(Actor actor) {
        actor.attempt(Places.model() + "/_aliases/production", Intent.none(), () -> {
            ModelStore models = actor.platform().models();
            ModelVersion version = models.get(anyNumber(actor));
            models.assign(version, ModelStore.PRODUCTION, Approval.by(actor.name()));
            return OptionalLong.empty();
        });
    }

    static void rollBack(Actor actor) {
        actor.attempt(Places.model() + "/_aliases/production", Intent.none(), () -> {
            ModelStore models = actor.platform().models();
            ModelVersion from = models.get(Places.FLAT + "@production");
            models.rollback(from, ModelStore.PRODUCTION, Approval.by(actor.name()));
            return OptionalLong.empty();
        });
    }

    static void deploy(Actor actor) {
        actor.attempt(Places.log(Places.model()), Intent.none(), () -> {
            ModelStore models = actor.platform().models();
            models.deployed(models.get(anyNumber(actor)), place(actor), Map.of("by", actor.name()));
            return OptionalLong.empty();
        });
    }

    static void undeploy(Actor actor) {
        actor.attempt(Places.log(Places.model()), Intent.none(), () -> {
            actor.platform().models().undeployed(Places.FLAT, place(actor));
            return OptionalLong.empty();
        });
    }

    static void define(Actor actor) {
        String name = Places.TEAM + "/group-" + actor.dice().nextInt(3);
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.putObject("definition").put("eventTime", "at").put("owner", actor.name());
        actor.attempt("features/" + name + "/_log", Intent.none(), () -> {
            PlatformAccess.zone(actor.platform(), Zone.FEATURES)
                    .create(EntityName.of(name), "feature-group", definition);
            return OptionalLong.empty();
        });
    }

    private static String anyNumber(Actor actor) {
        return ReaderDeeds.anyNumber(actor, Places.model(), Places.FLAT);
    }

    private static String place(Actor actor) {
        return "endpoint-" + actor.dice().nextInt(2);
    }
}
