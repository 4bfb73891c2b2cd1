package io.mlplatform.simulation;

import static io.mlplatform.simulation.DeedKind.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What an actor is there for: the deeds that it chooses from. */
enum Role {
    PUBLISHER(APPEND, APPEND, APPEND_PARTITION, REPLACE, OVERWRITE_PARTITION, OVERWRITE_PARTITION, DELETE, REST),
    ENGINE(EXACTLY_ONCE, EXACTLY_ONCE, EXACTLY_ONCE, EXACTLY_ONCE, EXACTLY_ONCE, APPEND),
    ALIAS_MOVER(ASSIGN, ASSIGN, ASSIGN, ASSIGN, REMOVE_ALIAS, PUBLISH_MODEL, PROMOTE, PROMOTE, ROLL_BACK),
    MODELLER(PUBLISH_MODEL, PUBLISH_MODEL, PROMOTE, DEPLOY, DEPLOY, UNDEPLOY, DEFINE),
    KEEPER(RETIRE, RETIRE, RETIRE, RETIRE_BY_RULE, DROP, PIN, PIN, UNPIN, UNPIN, SEAL, SEAL, REOPEN),
    COLLECTOR(COLLECT, COLLECT, COLLECT, COLLECT, COLLECT, DRY_RUN, RETIRE, RETIRE, ERASE, REPAIR, REST),
    RUN_WRITER(RUN, RUN, RESUME_RUN, RESUME_RUN, READ_RUN),
    READER(READ_LATEST, READ_LATEST, READ_NUMBER, READ_ALIAS, READ_PRODUCTION, READ_AT, FETCH, DIFF, VERIFY, HISTORY);

    private final List<DeedKind> deeds;

    Role(DeedKind... deeds) {
        this.deeds = List.of(deeds);
    }

    /** An actor of this role with that many deeds. */
    Part cast(String actor, int count, Random dice) {
        List<Deed> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(new Deed(deeds.get(dice.nextInt(deeds.size())), dice.nextLong()));
        }
        return new Part(actor, this == COLLECTOR ? 6 : 1, chosen);
    }
}
