package io.mlplatform.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Any stored JSON: what is read can be written canonically, and what was written so is read as the same. */
public final class StoredJsonFuzz implements FuzzTarget {

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new java.util.ArrayList<>(new FuzzLake().objects("models/growth/churn/_versions/"));
        seeds.add("{\"b\":1.50,\"a\":[1E30,1e-7,-0.0,9223372036854775807],\"\\u20ac\":\"\\u000f\\n\\\"\",\"c\":null}"
                .getBytes(StandardCharsets.US_ASCII));
        return seeds;
    }

    @Override
    public void read(byte[] document) {
        JsonNode read = StoredJson.parse(document, "document").node();
        byte[] written = CanonicalJson.encode(Json.sorted(read));
        JsonNode again = StoredJson.parse(written, "written document").node();
        if (!Arrays.equals(written, CanonicalJson.encode(again))) {
            throw new IllegalStateException("changed on the way");
        }
    }
}
