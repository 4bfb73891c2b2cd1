package io.mlplatform.modelcheck;

import io.mlplatform.modelcheck.Layout.ObjectSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Holds states and steps to a set of invariants. */
final class Check {

    private final Set<Invariant> wanted;

    Check(Set<Invariant> wanted) {
        this.wanted = EnumSet.copyOf(wanted);
    }

    /** The first invariant that the step from one state to the next breaks. */
    Optional<Invariant> broken(World before, World after) {
        for (Log log : Log.values()) {
            for (int slot = 0; slot < before.next(log); slot++) {
                if (!before.entry(log, slot).equals(after.entry(log, slot))) {
                    return among(Invariant.LOG_NEVER_CHANGES);
                }
            }
        }
        return Optional.empty();
    }

    /** The first invariant that a state breaks. */
    Optional<Invariant> broken(World world) {
        History history = History.now(world);
        for (Role role : world.model().roles()) {
            Optional<Invariant> broken = role.broken(world).filter(wanted::contains);
            if (broken.isPresent()) {
                return broken;
            }
        }
        if ((history.liveObjects() & ~world.objects(ObjectSet.PRESENT)) != 0
                && wanted.contains(Invariant.LIVE_EXISTS)) {
            return Optional.of(Invariant.LIVE_EXISTS);
        }
        if (!aliasesHold(world, history) && wanted.contains(Invariant.ALIAS_NAMES_UNRETIRED)) {
            return Optional.of(Invariant.ALIAS_NAMES_UNRETIRED);
        }
        return commits(world, history);
    }

    private Optional<Invariant> among(Invariant invariant) {
        return wanted.contains(invariant) ? Optional.of(invariant) : Optional.empty();
    }

    private static boolean aliasesHold(World world, History history) {
        int end = world.next(Log.ALIAS);
        int named = end == 0 ? 0 : world.entry(Log.ALIAS, end - 1).a();
        return holds(history, history.latest()) && holds(history, history.alias()) && holds(history, named);
    }

    private static boolean holds(History history, int version) {
        return version == 0 || version <= history.latest() && !history.isRetired(version);
    }

    private Optional<Invariant> commits(World world, History history) {
        int condemned = 0;
        int committed = 0;
        int version = 0;
        for (int slot = 0; slot < world.next(Log.ENTITY); slot++) {
            Entry entry = world.entry(slot);
            if (entry.type() == EntryType.CONDEMN) {
                condemned |= entry.a();
            } else if (entry.type() == EntryType.COMMIT) {
                version++;
                int reached = 1 << entry.a() | Place.txns(entry.first()) | Place.txns(entry.second());
                if ((reached & condemned) != 0 && wanted.contains(Invariant.CONDEMNED_STAYS_DEAD)) {
                    return Optional.of(Invariant.CONDEMNED_STAYS_DEAD);
                }
                if ((committed >>> entry.a() & 1) == 1 && wanted.contains(Invariant.TXN_COMMITS_ONCE)) {
                    return Optional.of(Invariant.TXN_COMMITS_ONCE);
                }
                committed |= 1 << entry.a();
                if (undoesAppend(world, history, version) && wanted.contains(Invariant.APPENDS_ARE_KEPT)) {
                    return Optional.of(Invariant.APPENDS_ARE_KEPT);
                }
            }
        }
        return repeatsToken(world, history) ? among(Invariant.TOKEN_COMMITS_ONCE) : Optional.empty();
    }

    // An append between the version that a commit was prepared from and the commit itself was not seen by it.
    private static boolean undoesAppend(World world, History history, int version) {
        int base = world.entry(history.slotOf(version)).c();
        int[] after = history.content(version);
        int[] before = history.content(version - 1);
        for (int between = base + 1; between < version; between++) {
            Optional<CommitScript> script =
                    world.model().script(world.entry(history.slotOf(between)).by());
            if (script.isPresent() && script.get().mode() == CommitScript.Mode.APPEND) {
                int path = script.get().path();
                boolean stood = before[path] == history.content(between)[path];
                if (stood && after[path] != before[path]) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean repeatsToken(World world, History history) {
        for (int later = 2; later <= history.latest(); later++) {
            Optional<Token> token = token(world, history, later);
            for (int version = 1; version < later; version++) {
                if (token.isPresent()
                        && token(world, history, version)
                                .filter(token.get()::isSame)
                                .isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<Token> token(World world, History history, int version) {
        return world.model().tokenOf(world.entry(history.slotOf(version)).by());
    }
}
