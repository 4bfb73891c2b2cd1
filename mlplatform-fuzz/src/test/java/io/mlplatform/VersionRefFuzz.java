package io.mlplatform;

import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.layout.Zone;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** References, names and digests as users and stored inputs spell them: each prints as it parses. */
public final class VersionRefFuzz implements FuzzTarget {

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes("mlp://datasets/growth/churn@12#0a1b2c3d4e5f"),
                bytes("growth/churn@production"),
                bytes("growth/anna/churn/xgb@latest"),
                bytes("mlp://models/growth/churn@2026-11-01T00:00Z"),
                bytes("growth/churn"),
                bytes(Digest.of("x").hex()));
    }

    @Override
    public boolean isJson() {
        return false;
    }

    @Override
    public boolean isRefusal(Throwable failure) {
        return failure instanceof IllegalArgumentException;
    }

    @Override
    public void read(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        boolean taken = printsAsItParses(text, VersionRef::parse)
                | printsAsItParses(text, ref -> VersionRef.parse(ref, Zone.DATASETS))
                | printsAsItParses(text, VersionSelector::parse)
                | printsAsItParses(text, EntityName::of)
                | printsAsItParses(text, AliasName::of)
                | printsAsItParses(text, Digest::new);
        if (!taken) {
            throw new IllegalArgumentException("none of these");
        }
    }

    private static <T> boolean printsAsItParses(String text, Function<String, T> parser) {
        T parsed;
        try {
            parsed = parser.apply(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
        T again;
        try {
            again = parser.apply(parsed.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("'" + text + "' prints as '" + parsed + "', which does not parse", e);
        }
        if (!again.equals(parsed)) {
            throw new IllegalStateException("'" + text + "' is " + parsed + ", then " + again);
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
