package io.mlplatform.internal.manifest;

import io.mlplatform.internal.Utf8;
import java.util.Collection;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Texts in the order of their UTF-8 bytes, each once. Immutable. */
final class SortedTexts implements Iterable<String> {

    private final NavigableSet<String> texts = new TreeSet<>(Utf8.ORDER);

    SortedTexts(Collection<String> texts) {
        this.texts.addAll(texts);
    }

    boolean contains(String text) {
        return texts.contains(text);
    }

    /** True where one lies from the first to the last, both included. */
    boolean hasWithin(String first, String last) {
        String next = texts.ceiling(first);
        return next != null && Utf8.ORDER.compare(next, last) <= 0;
    }

    @Override
    public Iterator<String> iterator() {
        return texts.iterator();
    }
}
