package io.mlplatform.modelcheck;

/**
 * What an engine gives each commit, to tell a repeated one from a new one.
 *
 * @param since the head's seq when the writer id was first used
 */
record Token(int writer, int sequence, int since) {

    boolean isSame(Token other) {
        return writer == other.writer && sequence == other.sequence;
    }
}
