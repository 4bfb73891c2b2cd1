package io.mlplatform.internal.log;

import io.mlplatform.ConflictException;
import io.mlplatform.internal.json.StoredJson;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Tells a repeated commit of an engine from a new one (format, section 2, writer tokens). */
public final class WriterTokens {

    private WriterTokens() {}

    /**
     * The version that a commit with this token made before; empty where the commit is new.
     *
     * @throws ConflictException the token is older than the writer's last commit, and no commit of it is in the log
     */
    public static Optional<Long> versionOf(EntityLog log, Tip tip, WriterToken token) {
        if (tip.head().isEmpty()) {
            return Optional.empty();
        }
        Head head = tip.head().get();
        EntityState state = log.state(head);
        Optional<Long> last =
                Optional.ofNullable(state.writers().get(token.writer())).map(Writer::sequence);
        if (last.isEmpty()) {
            OptionalLong floor = state.writersFloor();
            if (floor.isEmpty() || token.since() >= floor.getAsLong()) {
                return Optional.empty();
            }
            last = commitsOf(log, head, token).keySet().stream().max(Comparator.naturalOrder());
        }
        if (last.isEmpty() || last.get() < token.sequence()) {
            return Optional.empty();
        }
        Writer known = state.writers().get(token.writer());
        if (known != null && known.sequence() == token.sequence()) {
            return Optional.of(known.version());
        }
        return Optional.of(
                Optional.ofNullable(commitsOf(log, head, token).get(token.sequence()))
                        .orElseThrow(
                                () -> new ConflictException(
                                        log.address(),
                                        "writer '" + token.writer() + "' has committed a later sequence than "
                                                + token.sequence()
                                                + ", and no commit of this one is in the log: restore the engine's newest checkpoint")));
    }

    /** The state with this commit as its writer's last; the longest unused writer makes room. */
    public static EntityState record(EntityState state, WriterToken token, long version, long seq) {
        Map<String, Writer> writers = new TreeMap<>(state.writers());
        OptionalLong floor = state.writersFloor();
        writers.put(token.writer(), new Writer(token.sequence(), version, seq));
        while (writers.size() > StateLimits.WRITERS) {
            // A tree map's entry may show another writer once its own is removed: the seq is taken before.
            long oldest = writers.values().stream().mapToLong(Writer::seq).min().orElseThrow();
            writers.values().removeIf(writer -> writer.seq() == oldest);
            floor = OptionalLong.of(Math.max(floor.orElse(0), oldest));
        }
        return state.withWriters(writers, floor);
    }

    // Sequence to version, for all commits of the writer back to the entry where its id was first used.
    private static Map<Long, Long> commitsOf(EntityLog log, Head head, WriterToken token) {
        Map<Long, Long> versions = new TreeMap<>();
        for (long seq = head.seq(); seq >= token.since(); seq--) {
            Head entry = seq == head.seq() ? head : log.entry(seq);
            if (log.isCommit(entry)) {
                StoredJson commit = log.event(entry);
                Commit.tokenOf(commit)
                        .filter(found -> found.writer().equals(token.writer()))
                        .ifPresent(found -> versions.putIfAbsent(found.sequence(), commit.number("version")));
            }
        }
        return versions;
    }
}
