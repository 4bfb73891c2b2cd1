package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.log.AliasLog;
import io.mlplatform.internal.log.Head;
import java.util.ArrayList;
import java.util.List;

/** Walks all logs of an entity, and tells where they were changed behind the library's back. */
final class LogVerifier {

    private LogVerifier() {}

    /** What is wrong, a line each, in the entity's log first; one GET an entry. */
    static List<String> problems(EntityRoom room) {
        List<String> problems = new ArrayList<>();
        room.log().problems().forEach(problem -> problems.add("log: " + problem));
        if (problems.isEmpty()) {
            room.log().tip().head().ifPresent(head -> room.log()
                    .state(head)
                    .protectedAliases()
                    .forEach(alias -> problems.addAll(problems(room, alias))));
        }
        return problems;
    }

    private static List<String> problems(EntityRoom room, AliasName alias) {
        AliasLog log = new AliasLog(room.root(), room.entity(), alias, room.context());
        List<String> problems = new ArrayList<>();
        log.problems().forEach(problem -> problems.add("alias " + alias + ": " + problem));
        if (problems.isEmpty()) {
            log.tip().head().ifPresent(head -> target(room, alias, log, head, problems));
        }
        return problems;
    }

    private static void target(EntityRoom room, AliasName alias, AliasLog log, Head head, List<String> problems) {
        try {
            AliasLog.Value value = log.value(head);
            if (!room.opened(room.index().require(value.version()))
                    .ref()
                    .digest()
                    .equals(value.digest())) {
                problems.add("alias " + alias + ": names version " + value.version() + " with another digest");
            }
        } catch (DataCorruptException e) {
            problems.add("alias " + alias + ": " + e.getMessage());
        }
    }
}
