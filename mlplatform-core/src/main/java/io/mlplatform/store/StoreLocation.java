package io.mlplatform.store;

/**
 * A place within a store.
 *
 * @param prefix empty, or ends in {@code /}
 */
public record StoreLocation(ObjectStore store, String prefix) {

    public StoreLocation {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("a prefix is empty or ends in '/': " + prefix);
        }
    }

    /** The key of {@code path} below this place. */
    public ObjectKey key(String path) {
        return ObjectKey.of(prefix + path);
    }

    /** The place {@code folder} below this one; {@code folder} has no slash at its ends. */
    public StoreLocation below(String folder) {
        return new StoreLocation(store, prefix + folder + "/");
    }

    @Override
    public String toString() {
        return store.location() + "/" + prefix;
    }
}
