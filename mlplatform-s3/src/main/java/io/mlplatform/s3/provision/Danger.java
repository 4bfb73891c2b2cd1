package io.mlplatform.s3.provision;

/**
 * Something foreign that would do harm. It is never changed; {@code what} says what it does.
 *
 * @param resource such as {@code bucket acme-prod-models}
 * @param property what of it, such as {@code lifecycle}
 */
public record Danger(String resource, String property, String what) {

    @Override
    public String toString() {
        return "danger   " + resource + ", " + property + ": " + what;
    }
}
