package io.mlplatform.simulation;

import io.mlplatform.datasets.DatasetVersion;
import java.util.List;
import java.util.OptionalLong;

/** What those do who name versions of datasets. */
final class AliasDeeds {

    static final List<String> ALIASES = List.of("stable", "next");

    private AliasDeeds() {}

    static void assign(Actor actor) {
        String alias = alias(actor);
        actor.attempt(Places.log(Places.dataset(Places.FLAT)), Intent.none(), () -> {
            DatasetVersion version = actor.platform().datasets().get(ReaderDeeds.anyNumber(actor, Places.FLAT));
            actor.platform().datasets().assign(version, alias);
            return OptionalLong.empty();
        });
    }

    static void remove(Actor actor) {
        String alias = alias(actor);
        actor.attempt(Places.log(Places.dataset(Places.FLAT)), Intent.none(), () -> {
            actor.platform().datasets().removeAlias(Places.FLAT, alias);
            return OptionalLong.empty();
        });
    }

    static String alias(Actor actor) {
        return ALIASES.get(actor.dice().nextInt(ALIASES.size()));
    }
}
