package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.Schema;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.internal.log.VersionIndex;
import io.mlplatform.internal.log.VersionRecord;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.internal.manifest.ManifestReader;
import io.mlplatform.internal.manifest.Root;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One entity with all that reads it: its keys, log, index and manifests. */
record EntityRoom(
        ZoneRoot root,
        EntityName entity,
        Context context,
        Keys keys,
        EntityLog log,
        VersionIndex index,
        ManifestReader manifests) {

    static EntityRoom of(ZoneRoot root, EntityName entity, Context context) {
        EntityLog log = new EntityLog(root, entity, context);
        Keys keys = root.keys(entity);
        return new EntityRoom(
                root,
                entity,
                context,
                keys,
                log,
                new VersionIndex(root, entity, log),
                new ManifestReader(root.store(), keys, context));
    }

    /** The same, but that every segment is read from the store. */
    EntityRoom uncached() {
        return of(root, entity, context.uncached());
    }

    OpenedVersion opened(VersionRecord version) {
        Root content = reading(version.version(), () -> manifests.root(version.root()));
        PinnedRef ref = new PinnedRef(root.zone(), entity, version.version(), content.digest());
        root.seen().add(ref);
        return new OpenedVersion(ref, version, content);
    }

    /** Reads something of a version; what is gone because the version is retired is told so, at two requests more. */
    <T> T reading(long version, Supplier<T> read) {
        try {
            return read.get();
        } catch (DataCorruptException e) {
            requireReadable(version);
            throw e;
        }
    }

    /** Refuses a version that is retired, at two requests. */
    void requireReadable(long version) {
        index.requireReadable(log.tip(), version);
    }

    Root root(VersionRecord version) {
        return manifests.root(version.root());
    }

    Manifest manifest(Root root) {
        return manifests.read(root);
    }

    /** What the face stored with the version, empty where that is nothing: no request, or one GET where it is much. */
    ObjectNode detail(VersionRecord version) {
        return version.commit()
                .find("detail")
                .map(manifests::resolved)
                .map(StoredJson::node)
                .orElseGet(Json::object);
    }

    /** The columns that the publisher told: no request, or one GET where there are many. */
    Optional<Schema> schema(VersionRecord version) {
        return version.commit().find("schema").map(manifests::shared).map(SchemaJson::read);
    }

    /** What the version was made from: no request, or one GET where there are many. */
    List<Input> inputs(VersionRecord version) {
        return InputsJson.read(
                version.commit().node().path("inputs").isObject()
                        ? manifests.list(version.commit().object("inputs"))
                        : version.commit().objects("inputs"));
    }
}
