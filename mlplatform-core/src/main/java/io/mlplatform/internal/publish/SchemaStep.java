package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.ConflictException;
import io.mlplatform.Schema;
import io.mlplatform.internal.json.CanonicalJson;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.log.StateLimits;
import io.mlplatform.internal.log.VersionRecord;
import io.mlplatform.internal.manifest.Documents;
import io.mlplatform.internal.manifest.StoredDocument;
import java.util.Optional;

/**
 * The schema of a version in the making, on whichever version it comes to follow: what the draft says, where that only
 * adds to what was, else what was. Not thread-safe.
 */
final class SchemaStep {

    /**
     * How the commit names the schema.
     *
     * @param parent the version before, 0 for none
     * @param reuses true where a document of an earlier version is named again
     */
    record Named(long parent, Optional<JsonNode> node, boolean reuses) {}

    private final EntityRoom room;
    private final Optional<Schema> wanted;
    private final Documents documents;
    private Optional<JsonNode> own = Optional.empty();
    private Named last = new Named(0, Optional.empty(), false);

    /** @param documents takes a schema that is too large for an entry */
    SchemaStep(EntityRoom room, Optional<Schema> wanted, Documents documents) {
        this.room = room;
        this.wanted = wanted;
        this.documents = documents;
    }

    /** The schema on top of that version; {@code ConflictException} where the draft's is no addition to its. */
    Named after(Optional<VersionRecord> before) {
        long parent = before.map(VersionRecord::version).orElse(0L);
        if (parent == 0 || last.parent != parent) {
            last = named(parent, before);
        }
        return last;
    }

    private Named named(long parent, Optional<VersionRecord> before) {
        Optional<StoredJson> carried =
                before.flatMap(version -> version.commit().find("schema"));
        Optional<Schema> earlier = wanted.isPresent() ? before.flatMap(room::schema) : Optional.empty();
        if (wanted.isEmpty() || wanted.equals(earlier)) {
            boolean document = carried.filter(StoredDocument::isNameOfOne).isPresent();
            return new Named(parent, carried.map(StoredJson::node), document);
        }
        earlier.flatMap(wanted.get()::problemAfter).ifPresent(problem -> {
            throw new ConflictException(
                    room.log().address(),
                    "its version " + parent + " has columns that the draft's schema does not go on from: " + problem
                            + ": keep all columns as they are, and add nullable ones at the end only");
        });
        own = own.or(() -> Optional.of(stored(wanted.get())));
        return new Named(parent, own, false);
    }

    private JsonNode stored(Schema schema) {
        JsonNode json = SchemaJson.write(schema);
        byte[] encoded = CanonicalJson.encode(json);
        return encoded.length <= StateLimits.INLINE_SCHEMA_BYTES
                ? json
                : documents.add(encoded).toJson();
    }
}
