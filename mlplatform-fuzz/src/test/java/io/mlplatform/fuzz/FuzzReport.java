package io.mlplatform.fuzz;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of fuzzing one target.
 *
 * @param runs how many inputs it was given
 * @param taken how many documents were read to their end
 * @param refused how many were refused as they should
 * @param seedCoverage the edges of the instrumented code that the seeds reach
 * @param coverage those that were reached in the end
 * @param features edges by how often they were passed
 * @param failure the end of the log where something was found; empty otherwise
 */
record FuzzReport(
        String target,
        int exit,
        long runs,
        long taken,
        long refused,
        long seedCoverage,
        long coverage,
        long features,
        String failure) {

    private static final Pattern COVERAGE = Pattern.compile("(?m)^#(\\d+)\\s+(\\w+)\\s+cov: (\\d+) ft: (\\d+)");
    private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final Pattern EXAM = Pattern.compile("exam: taken (\\d+) refused (\\d+)");
    private static final int SHOWN = 6_000;

    static FuzzReport of(String target, int exit, String log) {
        long seedCoverage = 0;
        long coverage = 0;
        long features = 0;
        for (Matcher line = COVERAGE.matcher(log); line.find(); ) {
            coverage = Long.parseLong(line.group(3));
            features = Long.parseLong(line.group(4));
            seedCoverage = line.group(2).equals("INITED") ? coverage : seedCoverage;
        }
        Matcher runs = RUNS.matcher(log);
        Matcher exam = EXAM.matcher(log);
        boolean examined = exam.find();
        return new FuzzReport(
                target,
                exit,
                runs.find() ? Long.parseLong(runs.group(1)) : 0,
                examined ? Long.parseLong(exam.group(1)) : 0,
                examined ? Long.parseLong(exam.group(2)) : 0,
                seedCoverage,
                coverage,
                features,
                exit == 0 ? "" : log.substring(Math.max(0, log.length() - SHOWN)));
    }

    /** One line. */
    @Override
    public String toString() {
        return target + ": " + runs + " runs, taken " + taken + ", refused " + refused + ", coverage " + seedCoverage
                + " -> " + coverage + " edges, " + features + " features" + (exit == 0 ? "" : ", EXIT " + exit);
    }
}
