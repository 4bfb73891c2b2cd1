package io.mlplatform.s3.provision;

import java.util.List;

/**
 * What {@link Provisioner#apply()} would change. Printed, it is what a reviewer reads.
 *
 * @param changes in the order they would be made; those that loosen only where that is allowed
 * @param dangers foreign settings that would do harm, which no apply changes
 * @param unavailable what the layout asks for and the server does not have
 */
public record ProvisioningPlan(List<Change> changes, List<Danger> dangers, List<Unavailable> unavailable) {

    public ProvisioningPlan {
        changes = List.copyOf(changes);
        dangers = List.copyOf(dangers);
        unavailable = List.copyOf(unavailable);
    }

    /** True where all is as the layout asks, as far as the server can. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    @Override
    public String toString() {
        return Lines.of("nothing to change", changes, dangers) + Lines.of("", "not on this server: ", unavailable);
    }
}
