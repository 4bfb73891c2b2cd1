package io.mlplatform.testkit;

/**
 * One request that a {@link MeteredObjectStore} saw.
 *
 * @param subject the key; of a listing the prefix; of a delete the first key
 * @param end the tick of the virtual clock at which it ended
 */
public record Request(RequestKind kind, String subject, long end) {

    @Override
    public String toString() {
        return kind + " " + subject + " @" + end;
    }
}
