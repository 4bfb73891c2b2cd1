package io.mlplatform.internal.transfer;

/**
 * How much more than was asked for may be sent: tokens that extra requests take and ordinary ones earn. Where much fails, it
 * is soon empty, and what fails then is not made worse by repetition. Thread-safe.
 */
public final class RetryBudget {

    private final double most;
    private final double earned;
    private double tokens;

    /**
     * @param begin the extra requests that may be sent before any other
     * @param most the extra requests that may be saved up
     * @param earned by each ordinary request: 0.05 allows for one in twenty
     */
    public RetryBudget(double begin, double most, double earned) {
        this.tokens = begin;
        this.most = most;
        this.earned = earned;
    }

    /** Takes one extra request, or answers false. */
    public synchronized boolean take() {
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** An ordinary request. */
    public synchronized void earn() {
        tokens = Math.min(most, tokens + earned);
    }
}
