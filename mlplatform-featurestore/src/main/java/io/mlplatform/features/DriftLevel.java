package io.mlplatform.features;

/** How much a distribution changed, from least to most. */
public enum DriftLevel {
    /** Not so that it could not be chance, or hardly. */
    NONE,
    /** Worth a look. */
    MODERATE,
    /** What was learnt from the one may not hold for the other. */
    MAJOR
}
