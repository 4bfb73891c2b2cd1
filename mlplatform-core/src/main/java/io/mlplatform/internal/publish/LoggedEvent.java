package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.log.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** An event as it stands in a log: who says to have done what, and when. */
public record LoggedEvent(long seq, Instant time, String actor, ObjectNode event) {

    static List<LoggedEvent> newest(EntityRoom room, int limit) {
        Optional<Head> newest = room.log().tip().head();
        if (newest.isEmpty()) {
            return List.of();
        }
        List<Callable<LoggedEvent>> older = new ArrayList<>();
        for (long n = newest.get().seq() - 1; n >= 0 && older.size() < limit - 1; n--) {
            long seq = n;
            older.add(() -> of(room, room.log().entry(seq)));
        }
        List<LoggedEvent> events = new ArrayList<>(List.of(of(room, newest.get())));
        events.addAll(Parallel.call(room.context().executor(), room.log().address(), older));
        return events;
    }

    private static LoggedEvent of(EntityRoom room, Head head) {
        return new LoggedEvent(
                head.seq(), head.time(), head.actor(), room.log().event(head).node());
    }
}
