package io.mlplatform.modelcheck;

import java.util.Optional;

/**
 * What a committer is to publish.
 *
 * @param txn what it stages its objects under
 * @param path the path that its own file has
 * @param source the version that entries are taken from, in mode {@code TAKE}
 * @param twin the txn that segments with equal content were staged under by another; the own txn where there is none
 * @param resumed the actor that crashed and whose journal is gone on with, or -1
 */
record CommitScript(int txn, Mode mode, int path, int source, int twin, int resumed, Optional<Token> token) {

    /** How the content comes to be. */
    enum Mode {
        /** Adds its path, and carries the segments of the others. */
        APPEND,
        /** Replaces the partition, in which both paths are, by its path. */
        OVERWRITE,
        /** Replaces all by the files of an older version, in segments of its own. */
        TAKE
    }

    static CommitScript append(int txn, int path) {
        return new CommitScript(txn, Mode.APPEND, path, 0, txn, -1, Optional.empty());
    }

    static CommitScript overwrite(int txn, int path) {
        return new CommitScript(txn, Mode.OVERWRITE, path, 0, txn, -1, Optional.empty());
    }

    static CommitScript take(int txn, int source) {
        return new CommitScript(txn, Mode.TAKE, 0, source, txn, -1, Optional.empty());
    }

    CommitScript equalTo(int otherTxn) {
        return new CommitScript(txn, mode, path, source, otherTxn, resumed, token);
    }

    CommitScript resuming(int actor) {
        return new CommitScript(txn, mode, path, source, twin, actor, token);
    }

    CommitScript with(Token wanted) {
        return new CommitScript(txn, mode, path, source, twin, resumed, Optional.of(wanted));
    }

    /** The content on top of {@code before}; {@code taken} is the source's. */
    int[] content(int[] before, int[] taken, int segmentTxn, int segment) {
        int[] content = new int[before.length];
        for (int at = 0; at < content.length; at++) {
            content[at] = switch (mode) {
                case APPEND -> at == path ? Place.of(txn, segmentTxn, segment) : before[at];
                case OVERWRITE -> at == path ? Place.of(txn, segmentTxn, segment) : Place.NONE;
                case TAKE ->
                    taken[at] == Place.NONE ? Place.NONE : Place.of(Place.fileTxn(taken[at]), segmentTxn, segment);
            };
        }
        return content;
    }

    /** True where what others made of {@code base} leaves the scope of this commit as it was. */
    boolean commutes(int[] base, int[] latest) {
        if (mode == Mode.APPEND) {
            return latest[path] == base[path];
        }
        return base[0] == latest[0] && base[1] == latest[1];
    }

    /** The versions that entries are taken from, as a set, where the commit goes on top of {@code latest}. */
    int sources(int latest, int[] before) {
        return switch (mode) {
            case APPEND -> before[1 - path] == Place.NONE ? 0 : History.versionBit(latest);
            case OVERWRITE -> 0;
            case TAKE -> History.versionBit(source);
        };
    }
}
