package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.util.List;

/** A commit's inputs as JSON. */
final class InputsJson {

    private InputsJson() {}

    static ArrayNode write(List<Input> inputs) {
        ArrayNode array = Json.array();
        for (Input input : inputs) {
            var node = array.addObject()
                    .put("ref", input.ref().uri())
                    .put("digest", input.ref().digest().hex());
            if (!input.role().isEmpty()) {
                node.put("role", input.role());
            }
            if (!input.platform().isEmpty()) {
                node.put("platform", input.platform());
            }
        }
        return array;
    }

    static List<Input> read(List<StoredJson> inputs) {
        return inputs.stream().map(InputsJson::read).toList();
    }

    private static Input read(StoredJson json) {
        VersionRef ref = json.parsed("ref", VersionRef::parse, "a reference");
        if (!(ref.selector() instanceof VersionSelector.Number number)) {
            throw new DataCorruptException(
                    json.resource(), "input " + ref + " is not pinned to a number: restore the entry");
        }
        return new Input(
                new PinnedRef(ref.zone(), ref.entity(), number.version(), json.digest("digest")),
                json.text("role", ""),
                json.text("platform", ""));
    }
}
