package io.mlplatform.s3.provision;

import java.util.List;

/**
 * How what is there differs from the stored layout.
 *
 * @param changes what would bring it back, both ways: what became looser is to be tightened, what became stricter to be
 *     loosened
 * @param dangers foreign settings that would do harm
 * @param unavailable what the layout asks for and the server does not have
 */
public record Drift(List<Change> changes, List<Danger> dangers, List<Unavailable> unavailable) {

    public Drift {
        changes = List.copyOf(changes);
        dangers = List.copyOf(dangers);
        unavailable = List.copyOf(unavailable);
    }

    /** True where nothing differs, and nothing foreign does harm. */
    public boolean isEmpty() {
        return changes.isEmpty() && dangers.isEmpty();
    }

    @Override
    public String toString() {
        return Lines.of("no drift", changes, dangers) + Lines.of("", "not on this server: ", unavailable);
    }
}
