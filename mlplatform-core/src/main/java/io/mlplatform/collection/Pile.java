package io.mlplatform.collection;

/**
 * Objects that are garbage, or left alone, for one reason.
 *
 * @param transactions of how many publishes they are; 0 for what no publish staged
 * @param bytes their sizes together
 */
public record Pile(Why why, long transactions, long objects, long bytes) {

    @Override
    public String toString() {
        return objects + " objects, " + bytes + " bytes: " + why;
    }
}
