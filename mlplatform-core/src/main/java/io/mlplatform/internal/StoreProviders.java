package io.mlplatform.internal;

import io.mlplatform.UnsupportedStoreException;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.StoreProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** Finds the store of a location by its scheme, among the modules on the class path. */
public final class StoreProviders {

    private StoreProviders() {}

    /** Opens the store of {@code location}, which the caller closes. */
    public static StoreLocation open(String location) {
        URI uri = parse(location);
        return provider(uri, location).open(uri);
    }

    /** Opens a store beside one that is open, with its credentials where it can be reached by them. */
    static StoreLocation open(String location, StoreLocation beside, Optional<String> account) {
        URI uri = parse(location);
        return provider(uri, location).open(uri, beside, account);
    }

    /** The same place, where requests fail unless that account owns it; as it is where stores have no accounts. */
    static StoreLocation ownedBy(StoreLocation opened, String account) {
        String location = opened.store().location();
        return provider(parse(location), location).ownedBy(opened, account);
    }

    private static StoreProvider provider(URI uri, String location) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        Set<String> known = new TreeSet<>();
        // The library's own loader: the thread's is another one in JShell and Spark.
        for (StoreProvider provider : ServiceLoader.load(StoreProvider.class, StoreProviders.class.getClassLoader())) {
            if (provider.scheme().equals(scheme)) {
                return provider;
            }
            known.add(provider.scheme());
        }
        if (scheme.isEmpty()) {
            throw new IllegalArgumentException("not a location: '" + PlainLocation.of(location)
                    + "': write file:///folder, s3://bucket/prefix or mem:");
        }
        throw new UnsupportedStoreException(
                scheme + ":",
                scheme.equals("s3")
                        ? "add mlplatform-s3 to the class path to open s3:// locations"
                        : "no store for this scheme, there are " + known + ": use one of them");
    }

    private static URI parse(String location) {
        try {
            // Java's URI wants something behind the colon of "mem:".
            return new URI(location.endsWith(":") ? location + "/" : location);
        } catch (URISyntaxException e) {
            // Without the cause: it repeats the whole location, with the credentials that someone may have put there.
            throw new IllegalArgumentException("not a location: '" + PlainLocation.of(location) + "' (" + e.getReason()
                    + "): write file:///folder, s3://bucket/prefix or mem:, with %20 for a space");
        }
    }
}
