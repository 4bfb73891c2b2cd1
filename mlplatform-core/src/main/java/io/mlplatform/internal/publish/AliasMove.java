package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.log.AliasLog;
import io.mlplatform.internal.log.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A move of a protected alias, as it stands in the alias's log.
 *
 * @param by who approved it
 */
public record AliasMove(PinnedRef version, Instant time, String actor, String by, String reason) {

    /** The newest moves, newest first; one LIST, and one GET a move. */
    static List<AliasMove> newest(EntityRoom room, AliasName alias, int limit) {
        AliasLog log = new AliasLog(room.root(), room.entity(), alias, room.context());
        Optional<Head> newest = log.tip().head();
        if (newest.isEmpty()) {
            requireProtected(room, alias);
            return List.of();
        }
        List<Callable<AliasMove>> older = new ArrayList<>();
        for (long n = newest.get().seq() - 1; n >= 0 && older.size() < limit - 1; n--) {
            long seq = n;
            older.add(() -> of(room, log, log.entry(seq)));
        }
        List<AliasMove> moves = new ArrayList<>(List.of(of(room, log, newest.get())));
        moves.addAll(Parallel.call(room.context().executor(), room.log().address(), older));
        return moves;
    }

    // A protected alias that was never moved has no log yet; one that is not protected never gets one.
    private static void requireProtected(EntityRoom room, AliasName alias) {
        String address = room.log().address();
        Head head = room.log()
                .tip()
                .head()
                .orElseThrow(() -> new NotFoundException(address, "no such entity: check the name, or publish it"));
        if (!room.log().state(head).protectedAliases().contains(alias)) {
            throw new NotFoundException(
                    address + "@" + alias, "is not protected: moves of plain aliases have no log of their own");
        }
    }

    private static AliasMove of(EntityRoom room, AliasLog log, Head head) {
        AliasLog.Value value = log.value(head);
        return new AliasMove(
                new PinnedRef(room.root().zone(), room.entity(), value.version(), value.digest()),
                head.time(),
                head.actor(),
                value.by(),
                value.reason());
    }
}
