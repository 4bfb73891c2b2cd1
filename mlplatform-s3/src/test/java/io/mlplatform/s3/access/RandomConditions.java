package io.mlplatform.s3.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** Random conditions over operators and keys that Ceph RGW knows, each key once. */
final class RandomConditions {

    private static final Map<String, List<String>> TEXTS = Map.of(
            "s3:prefix", List.of("a/", "b/", "a", "A/"),
            "s3:delimiter", List.of("/", "-"),
            "aws:username", List.of("@username@", "nobody"),
            "aws:PrincipalTag/team", List.of("growth"),
            "s3:RequestObjectTag/team", List.of("growth", "ads"),
            "s3:ExistingObjectTag/team", List.of("growth", "ads"),
            "s3:x-amz-server-side-encryption", List.of("aws:kms", "AES256"));
    private static final List<String> PATTERNS = List.of("a*", "?/", "*", "b/*", "gr?wth", "aws:*");
    private static final List<String> TEXT_OPERATORS = List.of(
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
            "ForAnyValue:StringEquals",
            "ForAnyValue:StringLike",
            "ForAllValues:StringEquals",
            "ForAllValues:StringLike");
    private static final List<String> NUMERIC_OPERATORS = List.of(
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals");
    private static final List<String> DATE_OPERATORS =
            List.of("DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "DateNotEquals");
    private static final List<String> ADDRESSES = List.of("127.0.0.0/8", "127.0.0.1", "10.0.0.0/8", "0.0.0.0/0");
    private static final List<String> DATES = List.of("2020-01-01T00:00:00Z", "2199-12-31T00:00:00Z");

    private final Random random;

    RandomConditions(Random random) {
        this.random = random;
    }

    ObjectNode next() {
        List<String> keys = new ArrayList<>(new TreeSet<>(TEXTS.keySet()));
        keys.addAll(List.of("s3:prefix", "s3:max-keys", "aws:SourceIp", "aws:CurrentTime", "s3:if-none-match"));
        Collections.shuffle(keys, random);
        ObjectNode block = JsonNodeFactory.instance.objectNode();
        keys.stream().distinct().limit(1 + random.nextInt(2)).forEach(key -> add(block, key));
        return block;
    }

    private void add(ObjectNode block, String key) {
        if (key.equals("s3:if-none-match") || random.nextInt(6) == 0) {
            put(block, "Null", key, List.of(String.valueOf(random.nextBoolean())));
        } else if (key.equals("s3:max-keys")) {
            put(block, one(NUMERIC_OPERATORS) + suffix(), key, List.of(one(List.of("5", "10", "100"))));
        } else if (key.equals("aws:SourceIp")) {
            put(block, one(List.of("IpAddress", "NotIpAddress")) + suffix(), key, some(ADDRESSES));
        } else if (key.equals("aws:CurrentTime")) {
            put(block, one(DATE_OPERATORS) + suffix(), key, List.of(one(DATES)));
        } else {
            addText(block, key);
        }
    }

    private void addText(ObjectNode block, String key) {
        String operator = one(TEXT_OPERATORS);
        List<String> values = operator.contains("Like") ? PATTERNS : TEXTS.getOrDefault(key, List.of("x"));
        put(block, operator + suffix(), key, operator.contains("Not") ? List.of(one(values)) : some(values));
    }

    private String suffix() {
        return random.nextInt(4) == 0 ? "IfExists" : "";
    }

    private List<String> some(List<String> values) {
        return random.nextInt(3) == 0 ? List.of(one(values), one(values)) : List.of(one(values));
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static void put(ObjectNode block, String operator, String key, List<String> values) {
        ArrayNode array = block.withObject("/" + operator).putArray(key);
        values.forEach(array::add);
    }
}
