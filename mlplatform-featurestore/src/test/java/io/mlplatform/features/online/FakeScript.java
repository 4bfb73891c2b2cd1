package io.mlplatform.features.online;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** What goes wrong at the fake, and what it saw. Thread-safe. */
final class FakeScript {

    private final Map<String, Deque<FakeFailure>> failures = new HashMap<>();
    private final Map<String, Deque<String>> endings = new HashMap<>();
    private final Map<String, Integer> leaving = new HashMap<>();
    private final Set<String> failing = new HashSet<>();
    private final Map<String, Integer> answered = new HashMap<>();
    private final Map<String, Integer> refused = new HashMap<>();
    private final List<Throwable> broken = new ArrayList<>();
    private CyclicBarrier meeting = new CyclicBarrier(1);

    /** The next calls of the operation fail so: {@code new FakeFailure(400, "ThrottlingException", "slow down")}. */
    synchronized void fail(String operation, int times, FakeFailure failure) {
        for (int i = 0; i < times; i++) {
            failures.computeIfAbsent(operation, name -> new ArrayDeque<>()).add(failure);
        }
    }

    /** The next change by that operation is taken, and fails later, for that reason. */
    synchronized void failLater(String operation, String reason) {
        endings.computeIfAbsent(operation, name -> new ArrayDeque<>()).add(reason);
    }

    /** Leaves the record unprocessed that many times. */
    synchronized void leave(String identifier, int times) {
        leaving.put(identifier, times);
    }

    /** Answers an error for the record, always. */
    synchronized void failRecord(String identifier) {
        failing.add(identifier);
    }

    /** Calls are answered in groups of that size only: one that comes alone waits in vain. */
    synchronized void requireTogether(int calls) {
        meeting = new CyclicBarrier(calls);
    }

    synchronized int answered(String operation) {
        return answered.getOrDefault(operation, 0);
    }

    synchronized int refused(String operation) {
        return refused.getOrDefault(operation, 0);
    }

    /** What was sent or answered against the models. */
    synchronized List<Throwable> broken() {
        return List.copyOf(broken);
    }

    synchronized void broken(Throwable what) {
        broken.add(what);
    }

    void before(String operation) {
        CyclicBarrier together;
        synchronized (this) {
            Deque<FakeFailure> scripted = failures.getOrDefault(operation, new ArrayDeque<>());
            if (!scripted.isEmpty()) {
                refused.merge(operation, 1, Integer::sum);
                throw scripted.remove();
            }
            answered.merge(operation, 1, Integer::sum);
            together = meeting;
        }
        if (together.getParties() > 1) {
            try {
                together.await(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError("no other call came at the same time", e);
            }
        }
    }

    synchronized Optional<String> ending(String operation) {
        return Optional.ofNullable(
                endings.getOrDefault(operation, new ArrayDeque<>()).poll());
    }

    synchronized boolean leaves(String identifier) {
        int times = leaving.getOrDefault(identifier, 0);
        leaving.put(identifier, times - 1);
        return times > 0;
    }

    synchronized boolean fails(String identifier) {
        return failing.contains(identifier);
    }
}
