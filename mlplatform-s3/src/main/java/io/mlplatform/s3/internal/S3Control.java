package io.mlplatform.s3.internal;

import io.mlplatform.s3.S3Store;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets provisioning reach the clients behind a store, without showing them to users. */
public final class S3Control {

    private static @Nullable Function<S3Store, ControlPlane> controls;

    private S3Control() {}

    /** Called once by {@link S3Store} itself. */
    public static void open(Function<S3Store, ControlPlane> controlOf) {
        controls = controlOf;
    }

    /** What sets up buckets and roles beside this store; the caller closes it, and before the store. */
    public static ControlPlane of(S3Store store) {
        Function<S3Store, ControlPlane> access = controls;
        if (access == null) {
            throw new IllegalStateException("a store exists, so its class has run its initialiser");
        }
        return access.apply(store);
    }
}
