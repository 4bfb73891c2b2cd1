package io.mlplatform.s3.access;

/**
 * A guard that a server cannot have.
 *
 * @param guard its word, as in the documentation
 * @param reason what the server lacks
 */
public record NotEnforced(String guard, String reason) {}
