package io.mlplatform.features;

/**
 * From where on a change of distribution counts as drift: the population stability index must reach a threshold, and a test must
 * find the change no chance, since of small samples the index alone is high without any.
 *
 * @param moderate the index from which on drift is moderate
 * @param major the index from which on drift is major
 * @param significance the p-value that the test must stay below
 * @see <a href="https://scholarworks.wmich.edu/dissertations/3208/">Yurdakul, Statistical Properties of Population Stability
 *     Index (2018), which derives how high the index is by chance</a>
 */
public record DriftThresholds(double moderate, double major, double significance) {

    public DriftThresholds {
        if (!(moderate > 0 && moderate <= major && significance > 0 && significance <= 1)) {
            throw new IllegalArgumentException("thresholds are above 0, the moderate one not above the major one, and a"
                    + " significance at most 1: " + moderate + ", " + major + ", " + significance);
        }
    }

    /**
     * 0.1 and 0.25, as has been customary since credit scoring (Siddiqi, Credit Risk Scorecards, Wiley 2006), at a significance
     * of 0.05.
     */
    public static DriftThresholds customary() {
        return new DriftThresholds(.1, .25, .05);
    }

    DriftLevel level(Shift shift) {
        if (!(shift.pValue() < significance) || shift.psi() < moderate) {
            return DriftLevel.NONE;
        }
        return shift.psi() < major ? DriftLevel.MODERATE : DriftLevel.MAJOR;
    }
}
