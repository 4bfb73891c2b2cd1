package io.mlplatform.protocol;

import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A store that lets the test act at the first put to such a key, and keeps what was put to them. For one thread. */
final class Tap extends DelegatingObjectStore {

    private final Predicate<String> keys;
    private final Consumer<byte[]> before;
    private final Runnable after;
    private final List<byte[]> puts = new ArrayList<>();

    private Tap(ObjectStore delegate, Predicate<String> keys, Consumer<byte[]> before, Runnable after) {
        super(delegate);
        this.keys = keys;
        this.before = before;
        this.after = after;
    }

    static Tap watching(ObjectStore delegate, Predicate<String> keys) {
        return new Tap(delegate, keys, bytes -> {}, () -> {});
    }

    /** Acts before the first such put takes effect: what another process does in between. */
    static Tap before(ObjectStore delegate, Predicate<String> keys, Consumer<byte[]> act) {
        return new Tap(delegate, keys, act, () -> {});
    }

    /** Acts when the first such put has taken effect, before its answer. */
    static Tap after(ObjectStore delegate, Predicate<String> keys, Runnable act) {
        return new Tap(delegate, keys, bytes -> {}, act);
    }

    /** The bytes of all such puts, whatever became of them. */
    List<byte[]> puts() {
        return List.copyOf(puts);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        boolean first = puts.isEmpty() && keys.test(key.value());
        if (keys.test(key.value())) {
            puts.add(read(content));
        }
        if (first) {
            before.accept(puts.get(0));
        }
        PutOutcome outcome = super.put(key, content, condition);
        if (first) {
            after.run();
        }
        return outcome;
    }

    private static byte[] read(Content content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
