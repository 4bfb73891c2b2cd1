package io.mlplatform.features.online;

import io.mlplatform.features.FeatureGroup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Rows on their way to a store, a batch at a time; those that an earlier materialisation stored are passed over. */
final class MaterializationBatches {

    private static final int BATCH = 1_000;
    private static final int FAILURES_SHOWN = 100;

    private final OnlineStore store;
    private final FeatureGroup group;
    private final Consumer<MaterializationProgress> listener;
    private final long passedOver;
    private final List<OnlineRecord> batch = new ArrayList<>();
    private final Map<RecordOutcome.Kind, Long> outcomes = new EnumMap<>(RecordOutcome.Kind.class);
    private final List<RecordOutcome> failures = new ArrayList<>();
    private MaterializationProgress progress;
    private long seen;

    MaterializationBatches(
            OnlineStore store,
            FeatureGroup group,
            MaterializationProgress begin,
            Consumer<MaterializationProgress> listener) {
        this.store = store;
        this.group = group;
        this.listener = listener;
        this.progress = begin;
        this.passedOver = begin.rows();
    }

    void add(OnlineRecord record) {
        if (seen++ < passedOver) {
            return;
        }
        batch.add(record);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    MaterializationReport finish() {
        flush();
        return new MaterializationReport(outcomes, failures, progress);
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        for (RecordOutcome outcome : store.batchPut(group, batch)) {
            outcomes.merge(outcome.kind(), 1L, Long::sum);
            if (outcome.kind() == RecordOutcome.Kind.FAILED && failures.size() < FAILURES_SHOWN) {
                failures.add(outcome);
            }
        }
        batch.clear();
        // Behind a failure nothing counts as done, so that whoever goes on tries the failed ones again.
        if (failures.isEmpty()) {
            progress = progress.at(seen);
            listener.accept(progress);
        }
    }
}
