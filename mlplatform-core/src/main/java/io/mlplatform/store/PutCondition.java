package io.mlplatform.store;

import java.util.Optional;

/** What must hold in the store for a put to take effect, checked by the store in the same step. */
public sealed interface PutCondition {

    /** True where a put may go on with {@code present} under its key. */
    boolean allows(Optional<ObjectInfo> present);

    /** Whatever is there is replaced. */
    record Always() implements PutCondition {
        @Override
        public boolean allows(Optional<ObjectInfo> present) {
            return true;
        }
    }

    /** Nothing is there ({@code If-None-Match: *}). */
    record IfAbsent() implements PutCondition {
        @Override
        public boolean allows(Optional<ObjectInfo> present) {
            return present.isEmpty();
        }
    }

    /** The object there has this tag ({@code If-Match}). */
    record IfMatch(String etag) implements PutCondition {
        @Override
        public boolean allows(Optional<ObjectInfo> present) {
            return present.map(info -> info.etag().equals(etag)).orElse(false);
        }
    }

    static PutCondition always() {
        return new Always();
    }

    static PutCondition ifAbsent() {
        return new IfAbsent();
    }

    static PutCondition ifMatch(String etag) {
        return new IfMatch(etag);
    }
}
