package io.mlplatform.s3.provision;

import java.util.List;

/**
 * What {@link Provisioner#apply()} did.
 *
 * @param done in order
 * @param notDone what would loosen, and was not asked for
 * @param dangers foreign settings that would do harm, untouched
 * @param unavailable what the layout asks for and the server does not have
 */
public record ProvisioningReport(
        List<Change> done, List<Change> notDone, List<Danger> dangers, List<Unavailable> unavailable) {

    public ProvisioningReport {
        done = List.copyOf(done);
        notDone = List.copyOf(notDone);
        dangers = List.copyOf(dangers);
        unavailable = List.copyOf(unavailable);
    }

    @Override
    public String toString() {
        return Lines.of("nothing was to do", done, dangers)
                + Lines.of("", "not done: ", notDone)
                + Lines.of("", "not on this server: ", unavailable);
    }
}
