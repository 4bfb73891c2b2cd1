package io.mlplatform.benchmarks.transfers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.store.TransferMetrics;
import io.mlplatform.store.TransferRequest;
import io.mlplatform.store.TransferResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a store tells of its requests by its hook, and of its files by Flight Recorder, which alone knows the second requests
 * that came too late.
 */
final class TroubleLog implements TransferMetrics, AutoCloseable {

    private static final String REQUEST = "io.mlplatform.TransferRequest";
    private static final String FILE = "io.mlplatform.TransferFile";
    private static final Set<TransferResult> ANSWERED = Set.of(TransferResult.DONE, TransferResult.DONE_BY_HEDGE);

    private final Queue<TransferRequest> requests = new ConcurrentLinkedQueue<>();
    private final Recording recording = new Recording();

    /** Listens from now on. */
    TroubleLog() {
        for (String name : List.of(REQUEST, FILE)) {
            recording.enable(name).withoutThreshold().withoutStackTrace();
        }
        recording.start();
    }

    @Override
    public void finished(TransferRequest request) {
        requests.add(request);
    }

    /** Adds all that was told to a line. */
    void tell(ObjectNode line, Path folder) {
        recording.stop();
        List<RecordedEvent> events = events(folder);
        List<Duration> files = events.stream()
                .filter(event -> event.getEventType().getName().equals(FILE))
                .map(RecordedEvent::getDuration)
                .toList();
        List<Duration> answers = requests.stream()
                .filter(request -> ANSWERED.contains(request.result()))
                .map(TransferRequest::duration)
                .toList();
        line.set("file", Percentiles.of(files).line());
        line.set("request", Percentiles.of(answers).line());
        line.put("requests", requests.size())
                .put("hedges", hedges(events))
                .put("hedgesFirst", count(TransferResult.DONE_BY_HEDGE))
                .put(
                        "repeated",
                        requests.stream().mapToLong(TransferRequest::retries).sum())
                .put("ended", count(TransferResult.FAILED))
                .put("leftToSdk", count(TransferResult.LEFT_TO_SDK));
    }

    @Override
    public void close() {
        recording.close();
    }

    private long count(TransferResult result) {
        return requests.stream().filter(request -> request.result() == result).count();
    }

    private static long hedges(Collection<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(REQUEST) && event.getBoolean("hedged"))
                .count();
    }

    private List<RecordedEvent> events(Path folder) {
        try {
            Path dump = Files.createTempFile(folder, "events", ".jfr");
            recording.dump(dump);
            List<RecordedEvent> events = RecordingFile.readAllEvents(dump);
            Files.delete(dump);
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
