package io.mlplatform.internal.publish;

import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.layout.Zone;
import java.util.List;

/** The pinned inputs of a version as a document has them; what was read is written as it was. */
public final class InputsFuzz implements FuzzTarget {

    @Override
    public List<byte[]> seeds() {
        PinnedRef data = new PinnedRef(Zone.DATASETS, EntityName.of("growth/churn"), 12, Digest.of("data"));
        PinnedRef model = new PinnedRef(Zone.MODELS, EntityName.of("growth/base"), 1, Digest.of("model"));
        return List.of(
                CanonicalJson.encode(InputsJson.write(List.of())),
                CanonicalJson.encode(
                        InputsJson.write(List.of(new Input(data, "train"), new Input(model, "", "s3://other")))));
    }

    @Override
    public void read(byte[] document) {
        List<Input> inputs = InputsJson.read(StoredJson.parseList(document, "inputs"));
        byte[] written = CanonicalJson.encode(InputsJson.write(inputs));
        if (!InputsJson.read(StoredJson.parseList(written, "written inputs")).equals(inputs)) {
            throw new IllegalStateException("changed on the way: " + inputs);
        }
    }
}
