package io.mlplatform.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.testkit.Request;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.Requests;
import java.util.Set;

/** The requests of a step, of which some read and write segments. */
final class StepRequests {

    private static final Set<RequestKind> WRITES = Set.of(RequestKind.PUT, RequestKind.UPLOAD);

    private final OwnTable table;
    private final Requests start;

    private StepRequests(OwnTable table) {
        this.table = table;
        this.start = table.snapshot();
    }

    /** Begins to count. */
    static StepRequests before(OwnTable table) {
        return new StepRequests(table);
    }

    long all() {
        return table.since(start).all().size();
    }

    long segmentsRead() {
        return table.since(start).subjects(RequestKind.GET).stream()
                .filter(StepRequests::isSegment)
                .count();
    }

    long segmentsWritten() {
        return table.since(start).all().stream()
                .filter(request -> WRITES.contains(request.kind()))
                .map(Request::subject)
                .filter(StepRequests::isSegment)
                .count();
    }

    ObjectNode describe(ObjectNode line) {
        return line.put("requests", all())
                .put("segmentsRead", segmentsRead())
                .put("segmentsWritten", segmentsWritten());
    }

    private static boolean isSegment(String key) {
        return key.endsWith(".jsonl.gz");
    }
}
