package io.mlplatform.benchmarks;

/**
 * What a job took of the machine, once.
 *
 * @param cpu seconds of all threads of the process, the compiler's and the collector's too
 * @param wall seconds
 */
public record Cost(double cpu, double wall) {

    /** Of one of so many equal jobs. */
    public Cost each(int jobs) {
        return new Cost(cpu / jobs, wall / jobs);
    }
}
