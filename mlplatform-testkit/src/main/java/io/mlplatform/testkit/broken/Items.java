package io.mlplatform.testkit.broken;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The items of a bulk call, read as they are needed but for {@link #held}. */
final class Items {

    private Items() {}

    static <T> Iterable<T> each(Iterable<T> items, Function<T, T> function) {
        return () -> stream(items).map(function).iterator();
    }

    static <T> Iterable<T> only(Iterable<T> items, Predicate<T> wanted) {
        return () -> stream(items).filter(wanted).iterator();
    }

    /** All but the one of that number, from 0. */
    static <T> Iterable<T> without(int number, Iterable<T> items) {
        return () -> {
            Iterator<T> each = items.iterator();
            return Stream.concat(
                            stream(() -> each).limit(number), stream(() -> each).skip(1))
                    .iterator();
        };
    }

    static <T> List<T> held(Iterable<T> items) {
        return stream(items).toList();
    }

    private static <T> Stream<T> stream(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false);
    }
}
