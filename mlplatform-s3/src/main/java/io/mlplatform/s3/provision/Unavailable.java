package io.mlplatform.s3.provision;

/**
 * Something the layout asks for that the server does not have.
 *
 * @param reason what the server does instead, and what follows from it
 */
public record Unavailable(String property, String reason) {

    @Override
    public String toString() {
        return property + ": " + reason;
    }
}
