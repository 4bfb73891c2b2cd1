package io.mlplatform.experiments;

import io.mlplatform.EntityName;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.Timing;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.OpenedVersion;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.store.Content;
import java.util.List;

/** Begins attempts at runs: the first one, and those that take over. */
record RunOpening(VersionedZone zone, Timing timing, RunSettings settings) {

    /** Makes the run, with its environment as version 1. */
    Run start(EntityName entity) {
        RunDetail detail = newAttempt(entity);
        EnvironmentSnapshot environment = EnvironmentSnapshot.take(settings.folder());
        OpenedVersion first = zone.publish(PublishPlan.of(entity, RunDetail.KIND)
                .files(List.of(SourceFile.of(EnvironmentSnapshot.FILE, Content.of(environment.encode()))))
                .message("started")
                .stateDetail((before, next) -> detail.started(before, next, settings.heartbeat(), environment))
                .build());
        EntityNow now = new EntityNow(
                entity,
                RunDetail.KIND,
                first.ref().version(),
                0,
                first.version().time(),
                Json.object());
        return opened(detail, now, first);
    }

    /** Takes the run over. */
    Run resume(EntityName entity) {
        RunDetail detail = newAttempt(entity);
        EntityNow now = zone.annotate(
                entity,
                RunDetail.KIND,
                Json.object().put("resumed", detail.attempt()),
                (before, next) -> detail.resumed(before, settings.heartbeat()));
        return opened(
                detail,
                now,
                zone.open(VersionRef.of(zone.scope().zone(), entity, new VersionSelector.Number(now.latest()))));
    }

    private RunDetail newAttempt(EntityName entity) {
        return new RunDetail(
                "mlp://" + zone.scope().zone() + "/" + entity,
                zone.context().ids().ulid());
    }

    private Run opened(RunDetail detail, EntityNow now, OpenedVersion newest) {
        RunWriter writer = new RunWriter(zone, detail, now, newest.ref(), zone.inputs(newest));
        return new Run(writer, RunPulse.begin(writer, timing, settings), timing.clock());
    }
}
