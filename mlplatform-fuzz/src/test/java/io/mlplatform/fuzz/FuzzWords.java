package io.mlplatform.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Names that the format knows, and values at its edges and beyond them. */
final class FuzzWords {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static final List<String> NAMES = List.of(
            ("format seq parent writeId time actor event state type kind latest content aliases protected retired pins labels"
                            + " sealed writers writersFloor condemnedAt requires detail version txn base baseSeq mode sources"
                            + " message schema inputs producer token writer sequence since ref digest role platform root commit"
                            + " files bytes partitionBy entries segments nodes sha256 size path rows mediaType at from to until"
                            + " holder ids moves alias by reason pin txns previous abandons status owner started ended heartbeat"
                            + " parts points params tags note metrics value step steps attempt fingerprint began seen framework"
                            + " signature outputs name shape card fields text image deployments details definition keys"
                            + " eventTime features ttl lastWrite untied firstEventTime lastEventTime zones datasets models"
                            + " experiments pipelines metric")
                    .split(" "));

    static final List<JsonNode> VALUES = values();

    private FuzzWords() {}

    private static List<JsonNode> values() {
        List<JsonNode> values = new ArrayList<>(
                List.of(NODES.nullNode(), NODES.booleanNode(true), NODES.objectNode(), NODES.arrayNode()));
        for (long number : new long[] {
            0,
            1,
            -1,
            2,
            255,
            Integer.MAX_VALUE,
            1L << 53,
            9_999_999_999L,
            10_000_000_000L,
            Long.MAX_VALUE,
            Long.MIN_VALUE
        }) {
            values.add(NODES.numberNode(number));
        }
        values.add(NODES.numberNode(BigInteger.ONE.shiftLeft(63)));
        values.add(NODES.numberNode(BigInteger.TEN.pow(900)));
        values.add(NODES.numberNode(1.5));
        for (String raw : List.of("1e308", "1e999", "-1e999", "1e999999999", "1e-999999999", "-0.0")) {
            values.add(NODES.rawValueNode(new RawValue(raw)));
        }
        for (String text : List.of(
                "",
                "a",
                "NaN",
                "Infinity",
                "-Infinity",
                "1e9",
                "..",
                "/",
                "../../x",
                "a/b",
                "\0",
                "\n",
                "\ud800",
                "\udc00x",
                "e\u0301",
                "A\u030a",
                "a".repeat(300),
                "b".repeat(70_000),
                "0".repeat(64),
                "01jd0000000000000000000001",
                "2026-11-23T12:00:00.000Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "PT2562047788015215H30M7.999999999S",
                "-P1D",
                "P3652501D",
                "running",
                "lost",
                "commit",
                "condemn",
                "noop",
                "latest",
                "production",
                "run",
                "model",
                "mlplatform.log/1",
                "mlplatform.log/2",
                "mlp://datasets/growth/churn@1",
                "mlp://datasets/mlp://datasets/growth/churn@1",
                "mlp://models/growth/churn@latest",
                "growth/churn@2",
                "split=train/part-0.csv",
                "split=%2/x",
                "s3://bucket/key")) {
            values.add(NODES.textNode(text));
        }
        return List.copyOf(values);
    }
}
