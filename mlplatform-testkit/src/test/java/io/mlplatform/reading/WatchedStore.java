package io.mlplatform.reading;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A store that notes which ranges of data files it is asked for, and whose bodies a test may change. */
final class WatchedStore extends DelegatingObjectStore {

    record Get(ByteRange range, GetCondition condition) {}

    private final List<Get> gets = new ArrayList<>();
    private UnaryOperator<InputStream> bodies = UnaryOperator.identity();

    WatchedStore(ObjectStore delegate) {
        super(delegate);
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        boolean data = key.value().contains("/data/");
        UnaryOperator<InputStream> change;
        synchronized (this) {
            if (data) {
                gets.add(new Get(range, condition));
            }
            change = data ? bodies : UnaryOperator.identity();
        }
        GetOutcome outcome = super.get(key, range, condition);
        return outcome instanceof GetOutcome.Found found
                ? new GetOutcome.Found(found.info(), change.apply(found.body()), found.date())
                : outcome;
    }

    /** From now on, bodies of data files are these. */
    synchronized void bodies(UnaryOperator<InputStream> change) {
        bodies = change;
    }

    /** Since this was last called. */
    synchronized List<Get> gets() {
        List<Get> taken = List.copyOf(gets);
        gets.clear();
        return taken;
    }

    /** Their ranges. */
    List<ByteRange> ranges() {
        return gets().stream().map(Get::range).toList();
    }
}
