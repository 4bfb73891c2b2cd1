package io.mlplatform.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a {@link MeteredObjectStore} saw in a while.
 *
 * @param all in the order in which they were made
 * @param start the tick at which the while began, by the time of the thread that observes it
 * @param end the tick at which it ended, by the same
 */
public record Requests(List<Request> all, long start, long end) {

    private static final int SHOWN = 50;

    public Requests {
        all = List.copyOf(all);
    }

    public long count(RequestKind kind) {
        return all.stream().filter(request -> request.kind() == kind).count();
    }

    /** How many there were beyond the data files of bulk calls. */
    public long beyondData() {
        return all.stream().filter(request -> !request.kind().isBulk()).count();
    }

    /** The subjects of that kind of request, in order. */
    public List<String> subjects(RequestKind kind) {
        return all.stream()
                .filter(request -> request.kind() == kind)
                .map(Request::subject)
                .toList();
    }

    /** The longest chain of requests of which each waited for the one before. */
    public long hops() {
        return all.stream().mapToLong(request -> request.end() - start).max().orElse(0);
    }

    /** The counts in one line, such as {@code 1 GET, 2 LIST in 3 hops}, then the requests. */
    @Override
    public String toString() {
        String counts = Arrays.stream(RequestKind.values())
                .filter(kind -> count(kind) > 0)
                .map(kind -> count(kind) + " " + kind)
                .collect(Collectors.joining(", "));
        String lines =
                all.stream().limit(SHOWN).map(request -> "\n  " + request).collect(Collectors.joining());
        String rest = all.size() > SHOWN ? "\n  and " + (all.size() - SHOWN) + " more" : "";
        return (counts.isEmpty() ? "no request" : counts) + " in " + hops() + " hops" + lines + rest;
    }
}
