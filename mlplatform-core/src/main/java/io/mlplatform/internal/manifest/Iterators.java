package io.mlplatform.internal.manifest;

import java.util.Iterator;
import java.util.function.Function;

/** Iterators made of others. */
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
}
