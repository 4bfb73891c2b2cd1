package io.mlplatform.store;

import java.net.URI;

/**
 * Opens the stores of one URI scheme; found by {@link java.util.ServiceLoader} with the library's own class loader, so
 * that it works in JShell and Spark. Implementations have a public constructor without parameters.
 */
public interface StoreProvider {

    /** The scheme in lower case, such as {@code s3}. */
    String scheme();

    /**
     * Where {@code location} is: a store made for it, which the caller closes, and the place within it. A location that
     * does not parse is an {@code IllegalArgumentException}; nothing is asked of the network yet.
     */
    StoreLocation open(URI location);
}
