package io.mlplatform.testkit;

/** What a store is asked for. A bulk call is one request an object. */
public enum RequestKind {
    HEAD,
    GET,
    PUT,
    LIST,
    DELETE,
    UPLOAD,
    DOWNLOAD;

    /** True for the requests that carry data files, which a budget leaves out. */
    public boolean isBulk() {
        return this == UPLOAD || this == DOWNLOAD;
    }
}
