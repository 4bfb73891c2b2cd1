package io.mlplatform.s3.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Brings one property of one resource towards what is desired, as far as a ledger accepts. */
final class Convergence {

    private final Ledger ledger;

    Convergence(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A look of one request or two, and one that changes, if anything is to be done. */
    <R extends Resource, V> void run(R resource, Property<R, V> property) {
        property.gap(resource).ifPresent(reason -> ledger.unavailable(new Unavailable(property.name(), reason)));
        SortedMap<String, V> desired = property.desired(resource);
        if (desired.isEmpty()) {
            return;
        }
        SortedMap<String, V> found = resource.isNew() ? new TreeMap<>() : property.found(resource);
        property.dangers(resource, found)
                .forEach(what -> ledger.danger(new Danger(resource.label(), property.name(), what)));
        SortedMap<String, V> after = new TreeMap<>(found);
        List<Change> accepted = new ArrayList<>();
        for (Map.Entry<String, V> item : desired.entrySet()) {
            Optional<V> from = Optional.ofNullable(found.get(item.getKey()));
            if (!from.equals(Optional.of(item.getValue()))
                    && accept(resource, property, item.getKey(), from, Optional.of(item.getValue()), accepted)) {
                after.put(item.getKey(), item.getValue());
            }
        }
        for (Map.Entry<String, V> item : found.entrySet()) {
            if (!desired.containsKey(item.getKey())
                    && property.isOurs(item.getKey())
                    && accept(
                            resource,
                            property,
                            item.getKey(),
                            Optional.of(item.getValue()),
                            Optional.empty(),
                            accepted)) {
                after.remove(item.getKey());
            }
        }
        if (!accepted.isEmpty()) {
            property.set(resource, after);
            accepted.forEach(ledger::done);
        }
    }

    private <R extends Resource, V> boolean accept(
            R resource, Property<R, V> property, String item, Optional<V> from, Optional<V> to, List<Change> accepted) {
        ChangeKind kind = property.kind(resource, item, from, to);
        String name = item.equals(property.name()) ? item : property.name() + " " + item;
        Change change = new Change(kind, resource.label(), name, from.map(String::valueOf), to.map(String::valueOf));
        if (!ledger.accepts(kind)) {
            ledger.notDone(change);
            return false;
        }
        accepted.add(change);
        return true;
    }
}
