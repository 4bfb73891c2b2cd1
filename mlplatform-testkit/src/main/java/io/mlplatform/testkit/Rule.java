package io.mlplatform.testkit;

/** One promise of the store port; each has its test in {@link ObjectStoreContract} and its broken twin. */
public enum Rule {
    PUT_ALWAYS("an unconditional put stores, and replaces what is there"),
    PUT_IF_ABSENT("a put if-absent stores under a free key and changes nothing under another"),
    PUT_IF_MATCH("a put if-match replaces the object of that tag, and nothing else"),
    IF_ABSENT_RACE("of many puts if-absent to one key exactly one is stored, whole"),
    IF_MATCH_RACE("of many puts if-match with one tag at most one is stored"),
    OVERWRITE_VISIBLE("get, head and list show an overwrite as soon as it is acknowledged"),
    REPLACE_ATOMIC("a reader sees the whole old object or the whole new one, never a part"),
    EMPTY_OBJECT("an object may have no bytes"),
    LARGE_OBJECT("an object that goes over in parts is stored as any other"),
    LARGE_IF_ABSENT("a large put if-absent changes nothing under a taken key"),
    CONTENT_FAILURE("a put whose content fails to be read stores nothing"),
    CONTENT_LENGTH("a content that is shorter or longer than announced is not stored"),
    GET_RANGE("a get yields the bytes of its range, cut at the end of the object"),
    GET_IF_MATCH("a get if-match yields bytes only of the object of that tag"),
    ABSENT("head and get say of an absent key that it is absent"),
    LIST_PAGING("pages follow each other without gap or repetition, whatever their size"),
    LIST_ORDER("listings come in the order of UTF-8 bytes"),
    LIST_START("a listing starts after the key asked for, be it there or not"),
    LIST_PREFIX("a listing holds the keys that begin with the prefix, wherever that ends"),
    LIST_DELIMITER("with a delimiter, deeper keys appear once, as their folder"),
    ODD_KEYS("characters that URLs, shells and disks treat specially are kept in keys"),
    LONG_KEYS("a key may have 1,024 bytes, and a segment 255"),
    UNICODE_FORMS("keys that look alike, composed and decomposed, are two keys"),
    OBJECT_BESIDE_FOLDER("an object may lie beside a folder of its name"),
    DELETE("all the named objects are deleted, and no other"),
    DELETE_ABSENT("deleting what is absent is no failure"),
    UPLOAD("a bulk upload stores every object"),
    UPLOAD_REPEATED("an upload over the same bytes counts as stored"),
    UPLOAD_KEEPS("an upload over other bytes fails and keeps them"),
    UPLOAD_VERIFIED("content without its announced digest is not stored"),
    UPLOAD_LISTING("the list of a bulk upload is read as it is needed"),
    UPLOAD_TELLS_DIGEST("an upload that announces no digest tells that of the bytes it stored"),
    DOWNLOAD("a bulk download puts every object into its file"),
    DOWNLOAD_VERIFIED("an object without its announced size and digest leaves no file behind"),
    DOWNLOAD_ABSENT("downloading an absent object is a failure of its own"),
    DOWNLOAD_KEEPS("a download that is to keep what is there keeps it"),
    DOWNLOAD_LISTING("the list of a bulk download is read as it is needed"),
    DATE("every answer carries the store's clock"),
    CLOSE("a store can be closed twice");

    private final String promise;

    Rule(String promise) {
        this.promise = promise;
    }

    /** What a store promises by this rule, as a sentence. */
    public String promise() {
        return promise;
    }
}
