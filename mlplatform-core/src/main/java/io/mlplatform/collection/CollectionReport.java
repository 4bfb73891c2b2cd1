package io.mlplatform.collection;

import java.util.List;

/**
 * What a collection of one entity did.
 *
 * @param entity its address
 * @param deleted what was deleted, by reason
 * @param left what was left alone though no version needs it, by reason
 * @param condemned how many publishes it gave up in the log
 * @param struck how many it wanted to give up, and was told in time that they had been committed
 * @param note what the caller must know of the space, such as that the bucket keeps what is deleted for a while; may be empty
 */
public record CollectionReport(
        String entity, List<Pile> deleted, List<Pile> left, long condemned, long struck, String note) {

    public CollectionReport {
        deleted = List.copyOf(deleted);
        left = List.copyOf(left);
    }

    /** How many objects were deleted. */
    public long objects() {
        return deleted.stream().mapToLong(Pile::objects).sum();
    }

    /** The bytes of those. */
    public long bytes() {
        return deleted.stream().mapToLong(Pile::bytes).sum();
    }

    @Override
    public String toString() {
        return entity + ": deleted " + objects() + " objects, " + bytes() + " bytes"
                + (left.isEmpty() ? "" : "; left alone " + left)
                + (note.isEmpty() ? "" : "; " + note);
    }
}
