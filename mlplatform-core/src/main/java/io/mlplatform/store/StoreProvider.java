package io.mlplatform.store;

import java.net.URI;
import java.util.Optional;

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

    /**
     * The same for a part of a platform that was opened at {@code beside}: with the credentials, the endpoint and the threads
     * of that store where it is of this provider. The caller closes what is returned before {@code beside}.
     *
     * @param account that must own the place, where it is known; a request to another's then fails
     */
    StoreLocation open(URI location, StoreLocation beside, Optional<String> account);

    /**
     * The place {@code opened} through the same store, where requests fail unless that account owns it; as it is where this
     * provider's stores have no accounts. There is nothing to close but the store of {@code opened}.
     */
    StoreLocation ownedBy(StoreLocation opened, String account);
}
