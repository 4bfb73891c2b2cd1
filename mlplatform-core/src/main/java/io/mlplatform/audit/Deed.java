package io.mlplatform.audit;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an event says, as far as a reader or a filter asks.
 *
 * @param versions those that it names
 * @param aliases those that it names
 * @param what a line for a reader
 */
record Deed(AuditAction action, List<Versions> versions, Set<String> aliases, String what) {

    /** Versions in a row, both ends included. */
    record Versions(long from, long to) {

        static Versions of(long version) {
            return new Versions(version, version);
        }

        boolean contains(long version) {
            return from <= version && version <= to;
        }

        @Override
        public String toString() {
            return from == to ? "version " + from : "versions " + from + " to " + to;
        }
    }

    /** The version that it is about, where it is about just one. */
    OptionalLong version() {
        return versions.size() == 1 && versions.get(0).from() == versions.get(0).to()
                ? OptionalLong.of(versions.get(0).from())
                : OptionalLong.empty();
    }

    boolean names(long version) {
        return versions.stream().anyMatch(named -> named.contains(version));
    }
}
