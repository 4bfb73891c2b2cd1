package io.mlplatform.store;

/** What must hold in the store for a get to yield bytes. */
public sealed interface GetCondition {

    /** True where a get may yield {@code present}. */
    boolean allows(ObjectInfo present);

    /** Whatever is there. */
    record Always() implements GetCondition {
        @Override
        public boolean allows(ObjectInfo present) {
            return true;
        }
    }

    /** The object there has this tag: every range of a download asks for it, so that ranges of two objects never mix. */
    record IfMatch(String etag) implements GetCondition {
        @Override
        public boolean allows(ObjectInfo present) {
            return present.etag().equals(etag);
        }
    }

    static GetCondition always() {
        return new Always();
    }

    static GetCondition ifMatch(String etag) {
        return new IfMatch(etag);
    }
}
