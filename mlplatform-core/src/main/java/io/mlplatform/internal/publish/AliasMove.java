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
        Head newest = log.tip()
                .head()
                .orElseThrow(
                        () -> new NotFoundException(
                                room.log().address() + "@" + alias,
                                "no move of a protected alias: check the name; moves of plain aliases have no log of their own"));
        List<Callable<AliasMove>> older = new ArrayList<>();
        for (long n = newest.seq() - 1; n >= 0 && older.size() < limit - 1; n--) {
            long seq = n;
            older.add(() -> of(room, log, log.entry(seq)));
        }
        List<AliasMove> moves = new ArrayList<>(List.of(of(room, log, newest)));
        moves.addAll(Parallel.call(room.context().executor(), room.log().address(), older));
        return moves;
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
