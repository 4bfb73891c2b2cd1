package io.mlplatform.internal.manifest;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Iterators and streams made of iterators. */
final class Iterators {

    private Iterators() {}

    /** What the function makes of each element, when it is asked for. */
    static <A, B> Iterator<B> map(Iterator<A> elements, Function<A, B> function) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public B next() {
                return function.apply(elements.next());
            }
        };
    }

    /** The elements in their order, each asked for when it is wanted. */
    static <T> Stream<T> stream(Iterator<T> elements) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }
}
