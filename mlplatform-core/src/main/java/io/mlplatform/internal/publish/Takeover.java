package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AccessDeniedException;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * A stored version on its way into another entity, here or on another platform: the same files, partitions, message and
 * detail, so the same digest, and the same schema. Files are streamed through this process and verified against the source's manifest; those
 * that the entity's latest version has already are not sent.
 */
public final class Takeover {

    /** The role of the version that was promoted, among the inputs of what it became. */
    public static final String PROMOTED = "promoted";

    private static final String COPIED = "copied";

    private final VersionedZone from;
    private final OpenedVersion source;

    private Takeover(VersionedZone from, OpenedVersion source) {
        this.from = from;
        this.source = source;
    }

    /** Of a version in any zone of {@code platform}. */
    public static Takeover of(VersionedZone platform, PinnedRef version) {
        VersionedZone from = platform.zone(version.zone());
        return new Takeover(from, from.open(version.toVersionRef()));
    }

    /**
     * Promotes within the platform: the one input of the new version is the promoted one, by which all that came before it
     * is reached. Where the latest version there was promoted from this one, that is the answer.
     */
    public OpenedVersion promote(VersionedZone to, PublishPlan.Builder plan) {
        Input origin = new Input(source.ref(), PROMOTED);
        EntityRoom room = to.room(plan.build().entity());
        return room.index()
                .latest(room.log().tip())
                .map(room::opened)
                .filter(latest -> latest.ref().digest().equals(source.ref().digest()))
                .filter(latest -> to.inputs(latest).contains(origin))
                .orElseGet(() -> publish(to, plan, List.of(origin), detail()));
    }

    /**
     * Copies to another platform. Inputs that are there, by digest, are pinned to that side's numbers; others keep the
     * reference of the side that they are on, and say so. Where an unretired version there is a copy of this one, that is
     * the answer.
     */
    public OpenedVersion copy(VersionedZone to, PublishPlan.Builder plan) {
        EntityName target = plan.build().entity();
        requireElsewhere(to, target);
        to.requireHolds(source.ref(), from.settings().classification());
        ObjectNode origin = Json.object()
                .put("digest", source.ref().digest().hex())
                .put("platform", from.platform())
                .put("ref", source.ref().uri());
        return new VersionSearch(to.room(target))
                .newest(there -> to.detail(there).path(COPIED).equals(origin))
                .orElseGet(() -> {
                    ObjectNode detail = detail();
                    detail.set(COPIED, origin);
                    List<Input> inputs = from.inputs(source).stream()
                            .map(input -> onto(to, input))
                            .toList();
                    return publish(to, plan, inputs, detail);
                });
    }

    private OpenedVersion publish(VersionedZone to, PublishPlan.Builder plan, List<Input> inputs, ObjectNode detail) {
        Optional<JsonNode> kept = detail.isEmpty() ? Optional.empty() : Optional.of(detail);
        return to.publish(plan.partitionBy(Optional.of(source.root().partitionBy()))
                .files(from.sources(source))
                .message(source.message())
                .schema(from.schema(source))
                .inputs(inputs)
                .detail(manifest -> kept)
                .build());
    }

    private ObjectNode detail() {
        ObjectNode detail = from.detail(source).deepCopy();
        detail.remove(COPIED);
        return detail;
    }

    private Input onto(VersionedZone to, Input input) {
        String home = input.platform().isEmpty() ? from.platform() : input.platform();
        return find(to.zone(input.ref().zone()), input.ref())
                .map(there -> new Input(there, input.role()))
                .orElseGet(() -> new Input(input.ref(), input.role(), home));
    }

    private static Optional<PinnedRef> find(VersionedZone zone, PinnedRef version) {
        try {
            return zone.find(version.toVersionRef())
                    .or(() -> new VersionSearch(zone.room(version.entity()))
                            .newest(there -> there.ref().digest().equals(version.digest())))
                    .map(OpenedVersion::ref);
        } catch (AccessDeniedException e) {
            // Whoever may copy a model need not see its data: the input then stays a reference to the other side.
            return Optional.empty();
        }
    }

    private void requireElsewhere(VersionedZone to, EntityName target) {
        boolean samePlace = to.room(target)
                .root()
                .location()
                .equals(from.room(source.ref()).root().location());
        if (samePlace && target.equals(source.ref().entity())) {
            throw new IllegalArgumentException(
                    source.ref() + " is there already: copy it to another platform, or under another name");
        }
    }
}
