package io.mlplatform.features;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.log.WriterToken;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SettledCommit;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** A draft's rows on their way into the log: loaded and checked once, written for each head that they are to come after. */
record Ingest(
        FeatureRepository repository,
        VersionedZone zone,
        EntityName name,
        List<IngestSource> sources,
        List<Input> inputs,
        String message,
        Optional<WriterToken> token) {

    private static final int MOST_ATTEMPTS = 20;

    FeatureGroupVersion publish() {
        Optional<OpenedVersion> settled = token.flatMap(said -> SettledCommit.of(zone, name, said));
        if (settled.isPresent()) {
            return repository.version(settled.get());
        }
        GroupState defined = repository.state(name);
        try (WorkFolder work = WorkFolder.create();
                Engine engine = Engine.open(work.path())) {
            IngestedRows rows = IngestedRows.load(engine, defined, sources);
            return rows.count() == 0 ? unchanged() : committed(rows, defined);
        }
    }

    // Whoever asks again and again what is new somewhere is told that there is nothing, and makes no version of it.
    private FeatureGroupVersion unchanged() {
        return Optional.of(VersionRef.of(Zone.FEATURES, name, new VersionSelector.Latest()))
                .filter(newest -> sources.stream().allMatch(SageMakerIngest.class::isInstance))
                .flatMap(repository::find)
                .orElseThrow(() ->
                        new FeatureDataException(sources.get(0).words(), "and all others hold no rows: add some"));
    }

    private FeatureGroupVersion committed(IngestedRows rows, GroupState defined) {
        GroupState before = defined;
        for (int attempt = 1; ; attempt++) {
            try {
                requireSamePlaces(defined, before, rows);
                return publishOn(before, rows);
            } catch (Overtaken e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                before = repository.state(name);
            }
        }
    }

    private void requireSamePlaces(GroupState loaded, GroupState now, IngestedRows rows) {
        if (rows.took().isPresent() && !now.taken().equals(loaded.taken())) {
            throw new ConflictException(
                    "mlp://features/" + name,
                    "another ingest took files from the same place meanwhile: publish a new draft, which takes the rest");
        }
    }

    // The write time lies in the files, and must be later than that of every ingest before it in the log: an ingest
    // that is overtaken writes them again. It is the store's, since one machine ahead would be ahead for all after it.
    private FeatureGroupVersion publishOn(GroupState before, IngestedRows rows) {
        Instant writeTime = before.nextWrite(zone.storeTime(name).truncatedTo(ChronoUnit.MILLIS));
        GroupState after = before.with(writeTime, before.mayBeUntied() ? rows.untied(writeTime) : Optional.empty())
                .taking(rows.took().orElse(before.taken()));
        try (WorkFolder files = WorkFolder.create()) {
            ObjectNode detail = detail(after, rows);
            return repository.version(zone.publish(PublishPlan.of(name, GroupState.KIND)
                    .partitionBy(Optional.of(List.of(SystemColumns.EVENT_DATE)))
                    .files(rows.write(
                            files.path().resolve("rows"), zone.context().ids().ulid(), writeTime))
                    .message(message)
                    .inputs(inputs)
                    .token(token)
                    .detail(manifest -> Optional.of(detail))
                    .stateDetail((state, next) -> {
                        if (!GroupState.read(name, state).equals(before)) {
                            throw new Overtaken(name);
                        }
                        return after.into(state);
                    })
                    .build()));
        }
    }

    // The definition may have grown since the rows were loaded: what they do not have is null in them.
    private static ObjectNode detail(GroupState after, IngestedRows rows) {
        ObjectNode detail = Json.object();
        detail.set(GroupState.DEFINITION, GroupState.definition(after.group()));
        detail.putObject("ingested")
                .put("rows", rows.count())
                .put("tombstones", rows.tombstones())
                .put("firstEventTime", rows.firstEventTime())
                .put("lastEventTime", rows.lastEventTime())
                .put("ties", after.ties().word());
        return detail;
    }

    /** Another ingest or definition came first. */
    private static final class Overtaken extends ConflictException {
        private static final long serialVersionUID = 1L;

        Overtaken(EntityName name) {
            super("mlp://features/" + name, "others keep changing the group: publish again when it is quieter");
        }
    }
}
