package io.mlplatform.internal.log;

import io.mlplatform.ConflictException;
import io.mlplatform.internal.json.StoredJson;
import java.util.Collection;
import java.util.OptionalLong;

/** Keeps a commit from reaching what collection has condemned (format, section 5). */
public final class Fence {

    private Fence() {}

    /**
     * Follows the condemnations behind {@code tip} back to {@code baseSeq}, or to the beginning.
     *
     * @throws ConflictException the txn is condemned, or an entry would be taken from a retired version
     */
    public static void require(EntityLog log, Tip tip, OptionalLong baseSeq, String txn, Collection<Long> sources) {
        if (tip.head().isEmpty()) {
            return;
        }
        EntityState state = log.state(tip.head().get());
        for (long source : sources) {
            if (state.isRetired(source)) {
                throw new ConflictException(
                        log.address(),
                        "version " + source + ", which files are taken from, was retired meanwhile: "
                                + "publish again on the latest version");
            }
        }
        OptionalLong condemned = state.condemnedAt();
        while (condemned.isPresent() && condemned.getAsLong() >= baseSeq.orElse(0)) {
            StoredJson event = log.event(log.entry(condemned.getAsLong()));
            if (event.texts("txns").contains(txn)) {
                throw new ConflictException(
                        log.address(),
                        "collection gave up the staged files of " + txn + " while the publish stood still: "
                                + "publish again");
            }
            // Only ever backwards: two condemnations that name each other would be followed for ever.
            condemned = event.has("previous")
                    ? OptionalLong.of(event.numberWithin(0, condemned.getAsLong() - 1, "previous"))
                    : OptionalLong.empty();
        }
    }
}
