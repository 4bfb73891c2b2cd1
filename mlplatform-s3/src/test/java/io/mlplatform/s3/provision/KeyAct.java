package io.mlplatform.s3.provision;

import io.mlplatform.testkit.policy.AccessRequest;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** One operation of the table as a request for a key, as the library would send it, or an attacker. */
enum KeyAct {
    LIST("list an entity", How.LIST, (keys, cell) -> keys.entity() + "/"),
    READ_FILE("read a file", How.GET, (keys, cell) -> keys.file()),
    READ_ENTRY("read a log entry", How.GET, (keys, cell) -> keys.entry()),
    WRITE("write a new file", How.PUT_NEW, (keys, cell) -> keys.scratch() + "/data/" + Keys26.of(cell) + "/a.csv"),
    APPEND("append to the log (plain alias)", How.PUT_NEW, (keys, cell) -> keys.scratch() + "/_log/" + slot(cell)),
    ASSIGN("move a protected alias", How.PUT_NEW, (keys, cell) -> production(keys) + slot(cell)),
    INDEX("put an entry of the index", How.PUT_NEW, (keys, cell) -> keys.scratch() + "/_versions/" + number(cell)),
    MARK("put the entity's marker", How.PUT_NEW, (keys, cell) -> keys.root() + "_entities/" + keys.flat() + cell),
    TRACE("put a lineage marker", How.PUT_NEW, KeyAct::lineage),
    EXPORT("put a current export", How.PUT_OVER, (keys, cell) -> keys.scratch() + "/_exports/current/" + cell),
    OVERWRITE_FILE("overwrite a committed file", How.PUT_AGAIN, (keys, cell) -> keys.file()),
    OVERWRITE_ENTRY("overwrite a log entry", How.PUT_AGAIN, (keys, cell) -> keys.entry()),
    OVERWRITE_INDEX("overwrite the index", How.PUT_AGAIN, (keys, cell) -> keys.index()),
    REPEAT_INDEX("put the index again, if-none-match", How.PUT_TWICE, (keys, cell) -> keys.index()),
    OVERWRITE_MOVE(
            "overwrite a move of a protected alias", How.PUT_THEN_OVER, (keys, cell) -> production(keys) + slot(cell)),
    DELETE_FILE(
            "delete a file",
            How.PUT_THEN_DELETE,
            (keys, cell) -> keys.scratch() + "/data/" + Keys26.of(cell) + "/b.csv"),
    DELETE_ENTRY("delete a log entry", How.PUT_THEN_DELETE, (keys, cell) -> keys.scratch() + "/_log/" + slot(cell)),
    DELETE_MOVE(
            "delete a move of a protected alias", How.PUT_THEN_DELETE, (keys, cell) -> production(keys) + slot(cell)),
    DELETE_INDEX(
            "delete an entry of the index",
            How.PUT_THEN_DELETE,
            (keys, cell) -> keys.scratch() + "/_versions/" + number(cell)),
    TAG("tag a file for expiry", How.TAG, (keys, cell) -> keys.file());

    /** How it is sent. */
    enum How {
        LIST("s3:ListBucket"),
        GET("s3:GetObject"),
        PUT_NEW("s3:PutObject"),
        PUT_OVER("s3:PutObject"),
        PUT_AGAIN("s3:PutObject"),
        PUT_TWICE("s3:PutObject"),
        PUT_THEN_OVER("s3:PutObject"),
        PUT_THEN_DELETE("s3:DeleteObject"),
        TAG("s3:PutObjectTagging");

        private final String right;

        How(String right) {
            this.right = right;
        }

        /** True where the owner puts the object first, so that there is something to harm. */
        boolean needsObject() {
            return this == PUT_THEN_OVER || this == PUT_THEN_DELETE;
        }

        boolean isIfAbsent() {
            return this == PUT_NEW || this == PUT_TWICE;
        }
    }

    private final String words;
    private final How how;
    private final BiFunction<ZoneKeys, String, String> key;

    KeyAct(String words, How how, BiFunction<ZoneKeys, String, String> key) {
        this.words = words;
        this.how = how;
        this.key = key;
    }

    static KeyAct of(String words) {
        return Arrays.stream(values())
                .filter(act -> act.words.equals(words))
                .findFirst()
                .orElseThrow();
    }

    How how() {
        return how;
    }

    /** @param cell a word that no other cell has */
    String key(ZoneKeys keys, String cell) {
        return key.apply(keys, cell);
    }

    /** The request as AWS sees it. */
    AccessRequest request(String bucket, String key) {
        AccessRequest request = AccessRequest.of(
                        how.right, "arn:aws:s3:::" + bucket + (how == How.LIST ? "" : "/" + key))
                .with("aws:SecureTransport", "true");
        return context().apply(how == How.LIST ? request.with("s3:prefix", key) : request);
    }

    private UnaryOperator<AccessRequest> context() {
        if (!how.right.equals("s3:PutObject")) {
            return request -> request;
        }
        UnaryOperator<AccessRequest> put = request -> request.with("s3:ObjectCreationOperation", "true");
        return how.isIfAbsent() ? request -> put.apply(request).with("s3:if-none-match", "*") : put;
    }

    private static String production(ZoneKeys keys) {
        return keys.scratch() + "/_aliases/production/";
    }

    private static String lineage(ZoneKeys keys, String cell) {
        return keys.root() + "_lineage/datasets/" + keys.team() + "!churn/0000000001/"
                + keys.zone().word() + "!" + keys.flat() + "@" + number(cell).substring(0, 10);
    }

    private static String number(String cell) {
        return String.format("%010d.json", Integer.toUnsignedLong(cell.hashCode()));
    }

    private static String slot(String cell) {
        long seq = Integer.toUnsignedLong(cell.hashCode());
        return String.format("%010d-%010d.json", 9_999_999_999L - seq, seq);
    }

    private static final class Keys26 {
        static String of(String cell) {
            return String.format("%026d", Integer.toUnsignedLong(cell.hashCode()));
        }
    }
}
