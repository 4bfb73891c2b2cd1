package io.mlplatform.models;

import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.fuzz.Steps;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import java.util.List;

/** What a model's commit says of it; what was read can be written again. */
public final class ModelDetailFuzz implements FuzzTarget {

    @Override
    public List<byte[]> seeds() {
        return new FuzzLake()
                .objects("models/growth/churn/_versions/").stream()
                        .map(index -> StoredJson.parse(index, "index")
                                .object("commit")
                                .object("detail")
                                .node())
                        .filter(detail -> !detail.has("sha256"))
                        .map(CanonicalJson::encode)
                        .toList();
    }

    @Override
    public void read(byte[] document) {
        StoredJson detail = StoredJson.parse(document, "detail");
        Steps.all(
                () -> ModelJson.metrics(detail),
                () -> ModelJson.description(detail).toString(),
                () -> ModelJson.write(ModelJson.metrics(detail), ModelJson.description(detail))
                        .map(CanonicalJson::encode));
    }
}
