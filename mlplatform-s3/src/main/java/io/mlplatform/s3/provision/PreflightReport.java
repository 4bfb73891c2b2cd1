package io.mlplatform.s3.provision;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a role's credentials were seen to do. Immutable.
 *
 * @param role its name
 */
public record PreflightReport(String role, List<Probe> probes) {

    public PreflightReport {
        probes = List.copyOf(probes);
    }

    /** True where the role has all that it needs and nothing that it must not have, as far as could be told. */
    public boolean isAsDesigned() {
        return probes.stream().allMatch(Probe::isAsDesigned);
    }

    /** Where that is not so. */
    public List<Probe> wrong() {
        return probes.stream().filter(probe -> !probe.isAsDesigned()).toList();
    }

    /** A line a probe, what is wrong first. */
    @Override
    public String toString() {
        List<Probe> wrong = wrong();
        String head = role + ": " + probes.size() + " probes, "
                + (wrong.isEmpty() ? "all as designed" : wrong.size() + " not as designed") + "\n";
        return head
                + java.util.stream.Stream.concat(wrong.stream(), probes.stream().filter(Probe::isAsDesigned))
                        .map(probe -> "  " + probe + "\n")
                        .collect(Collectors.joining());
    }
}
