package io.mlplatform.internal.transfer;

/** What is left of the byte budget, for those who ask without waiting. Thread-safe. */
public interface Room {

    /** Takes so many bytes, or answers false where they are not there. */
    boolean take(long bytes);

    /** Gives back what was taken. */
    void giveBack(long bytes);
}
