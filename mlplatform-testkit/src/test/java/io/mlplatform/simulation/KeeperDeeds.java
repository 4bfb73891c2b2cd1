package io.mlplatform.simulation;

import io.mlplatform.collection.CollectionReport;
import io.mlplatform.collection.RetentionRule;
import io.mlplatform.datasets.DatasetRegistry;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.ModelStore;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What those do who give versions up and hold them, and those who collect what is given up. */
final class KeeperDeeds {

    private static final List<String> ENTITIES = List.of(
            Places.dataset(Places.FLAT),
            Places.dataset(Places.FLAT),
            Places.dataset(Places.PARTITIONED),
            Places.model());

    /** The last version of what is dropped holds nothing. */
    private static final Intent EMPTYING = new Intent("delete", Map.of(), Set.of());

    private KeeperDeeds() {}

    static void retire(Actor actor) {
        String entity = any(actor);
        String ref = ReaderDeeds.anyNumber(actor, entity, name(entity));
        actor.attemptIfNeeded(Places.log(entity), () -> {
            if (isModel(entity)) {
                models(actor).retire(models(actor).get(ref));
            } else {
                datasets(actor).retire(datasets(actor).get(ref));
            }
        });
    }

    static void retireByRule(Actor actor) {
        String entity = any(actor);
        RetentionRule rule = RetentionRule.keepLast(1 + actor.dice().nextInt(3));
        actor.attempt(() -> {
            if (isModel(entity)) {
                models(actor).retire(name(entity), rule);
            } else {
                datasets(actor).retire(name(entity), rule);
            }
        });
    }

    /** Not for good, mostly. */
    static void drop(Actor actor) {
        String entity = Places.dataset(Places.PARTITIONED);
        actor.attempt("", EMPTYING, () -> {
            datasets(actor).drop(Places.PARTITIONED);
            return OptionalLong.empty();
        });
        actor.world().pause(1_000);
        if (actor.dice().nextInt(4) > 0) {
            actor.attemptIfNeeded(Places.log(entity), () -> datasets(actor).reopen(Places.PARTITIONED));
        }
    }

    static void repair(Actor actor) {
        String entity = any(actor);
        actor.attempt(() -> actor.platform().collector().repair(zone(entity), name(entity)));
    }

    static void erase(Actor actor) {
        String entity = any(actor);
        String ref = ReaderDeeds.anyNumber(actor, entity, name(entity));
        long version = Long.parseLong(ref.substring(ref.indexOf('@') + 1));
        actor.attempt(() -> actor.platform().collector().erase(zone(entity), name(entity), version));
    }

    static void pin(Actor actor) {
        String entity = any(actor);
        String ref = ReaderDeeds.anyNumber(actor, entity, name(entity));
        actor.attempt(Places.log(entity), Intent.none(), () -> {
            if (isModel(entity)) {
                models(actor).pin(models(actor).get(ref), actor.name());
            } else {
                datasets(actor).pin(datasets(actor).get(ref), actor.name());
            }
            return OptionalLong.empty();
        });
    }

    static void unpin(Actor actor) {
        String entity = ENTITIES.stream()
                .filter(each -> !pinned(actor, each).isEmpty())
                .findFirst()
                .orElseGet(() -> any(actor));
        List<Long> pinned = pinned(actor, entity);
        if (pinned.isEmpty()) {
            return;
        }
        String ref = name(entity) + "@" + pinned.get(actor.dice().nextInt(pinned.size()));
        actor.attempt(Places.log(entity), Intent.none(), () -> {
            if (isModel(entity)) {
                models(actor).unpin(models(actor).get(ref), actor.name());
            } else {
                datasets(actor).unpin(datasets(actor).get(ref), actor.name());
            }
            return OptionalLong.empty();
        });
    }

    /** Not for long, mostly, since the others have little to do meanwhile. */
    static void seal(Actor actor) {
        String entity = any(actor);
        actor.attemptIfNeeded(Places.log(entity), () -> actor.keeping(entity).seal());
        actor.world().pause(1_000);
        if (actor.dice().nextInt(4) > 0) {
            actor.attemptIfNeeded(
                    Places.log(entity), () -> actor.keeping(entity).reopen());
        }
    }

    static void reopen(Actor actor) {
        String entity = any(actor);
        actor.attemptIfNeeded(Places.log(entity), () -> actor.keeping(entity).reopen());
    }

    static void dryRun(Actor actor) {
        String entity = any(actor);
        actor.attempt(() -> actor.platform().collector().dryRun(zone(entity), name(entity)));
    }

    static void collect(Actor actor) {
        String entity = any(actor);
        actor.attempt(() -> {
            CollectionReport report = actor.platform().collector().collect(zone(entity), name(entity));
            actor.world().trace().add(actor.name(), report.toString());
        });
    }

    private static List<Long> pinned(Actor actor, String entity) {
        return actor.world().truth().pinned(Places.log(entity), actor.name());
    }

    private static String any(Actor actor) {
        return ENTITIES.get(actor.dice().nextInt(ENTITIES.size()));
    }

    static Zone zone(String entity) {
        return Zone.of(entity.substring(0, entity.indexOf('/')));
    }

    static String name(String entity) {
        return entity.substring(entity.indexOf('/') + 1);
    }

    private static boolean isModel(String entity) {
        return entity.equals(Places.model());
    }

    private static DatasetRegistry datasets(Actor actor) {
        return actor.platform().datasets();
    }

    private static ModelStore models(Actor actor) {
        return actor.platform().models();
    }
}
