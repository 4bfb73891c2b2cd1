package io.mlplatform.modelcheck;

import java.util.Optional;
import java.util.TreeMap;

/** The last commit of each writer as the state at a head has it, and whether a token was used before. */
final class WriterMap {

    /** The token is older than the writer's last, and no commit of it is found. */
    static final int LOST = -1;

    /** No commit has the token. */
    static final int NEW = 0;

    private record Last(int sequence, int version, int seq) {}

    private final World world;
    private final int head;
    private final TreeMap<Integer, Last> writers = new TreeMap<>();
    private int floor = -1;

    WriterMap(World world, int head) {
        this.world = world;
        this.head = head;
        int version = 0;
        for (int seq = 0; seq <= head; seq++) {
            if (world.type(seq) == EntryType.COMMIT) {
                version++;
                int made = version;
                int at = seq;
                token(seq).ifPresent(token -> record(token, made, at));
            }
        }
    }

    private void record(Token token, int version, int seq) {
        writers.put(token.writer(), new Last(token.sequence(), version, seq));
        while (writers.size() > world.model().writersKept()) {
            int oldest = writers.values().stream().mapToInt(Last::seq).min().orElseThrow();
            writers.values().removeIf(last -> last.seq() == oldest);
            if (world.keeps(Rule.EVICTION_SETS_A_FLOOR)) {
                floor = Math.max(floor, oldest);
            }
        }
    }

    /** The version that a commit with this token made, {@link #NEW} or {@link #LOST}. */
    int versionOf(Token token) {
        Last known = writers.get(token.writer());
        int last;
        if (known != null) {
            last = known.sequence();
        } else if (floor < 0 || token.since() >= floor) {
            return NEW;
        } else {
            last = found(token).lastEntry() == null ? NEW : found(token).lastKey();
        }
        if (last < token.sequence()) {
            return NEW;
        }
        if (known != null && known.sequence() == token.sequence()) {
            return known.version();
        }
        return found(token).getOrDefault(token.sequence(), LOST);
    }

    private TreeMap<Integer, Integer> found(Token wanted) {
        TreeMap<Integer, Integer> versions = new TreeMap<>();
        int version = 0;
        for (int seq = 0; seq <= head; seq++) {
            if (world.type(seq) == EntryType.COMMIT) {
                version++;
                Optional<Token> token = token(seq);
                if (seq >= wanted.since() && token.isPresent() && token.get().writer() == wanted.writer()) {
                    versions.putIfAbsent(token.get().sequence(), version);
                }
            }
        }
        return versions;
    }

    private Optional<Token> token(int seq) {
        return world.model().tokenOf(world.entry(seq).by());
    }
}
