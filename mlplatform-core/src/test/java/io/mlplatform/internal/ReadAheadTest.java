package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private final Idle executor = new Idle();

    @Test
    void resultsComeInOrderAndNoMoreThanTheWindowIsUnderWay() {
        ReadAhead<Integer> results = ahead(numbers(5).iterator());

        assertThat(results.next()).isZero();
        assertThat(executor.submitted).hasSize(3);
        assertThat(results).toIterable().containsExactly(1, 2, 3, 4);
    }

    @Test
    void closingBeforeTheEndEndsWhatIsUnderWay() {
        ReadAhead<Integer> results = ahead(numbers(5).iterator());
        results.next();

        results.close();

        assertThat(executor.cancelled()).containsExactly(false, true, true);
    }

    @Test
    void aFailureIsThrownInItsPlaceAndEndsTheOthers() {
        List<Callable<Integer>> tasks = numbers(5);
        tasks.set(1, () -> {
            throw new IllegalArgumentException("the second");
        });
        ReadAhead<Integer> results = ahead(tasks.iterator());

        assertThat(results.next()).isZero();
        assertThatThrownBy(results::next)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the second");
        assertThat(executor.cancelled()).containsExactly(false, false, true, true);
    }

    @Test
    void aFailureOfWhatHandsOutTheTasksEndsThoseUnderWay() {
        Iterator<Callable<Integer>> tasks = numbers(2).iterator();
        ReadAhead<Integer> results = ahead(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Callable<Integer> next() {
                if (!tasks.hasNext()) {
                    throw new IllegalStateException("no third");
                }
                return tasks.next();
            }
        });

        assertThatThrownBy(results::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no third");
        assertThat(executor.cancelled()).containsExactly(true, true);
    }

    private ReadAhead<Integer> ahead(Iterator<Callable<Integer>> tasks) {
        return new ReadAhead<>(executor, "here", tasks, 3);
    }

    private static List<Callable<Integer>> numbers(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .<Callable<Integer>>mapToObj(number -> () -> number)
                .toList());
    }

    /** Begins nothing, so that whoever waits for a task runs it, and the others are seen as they are left. */
    private static final class Idle extends AbstractExecutorService {

        private final List<Future<?>> submitted = new ArrayList<>();

        List<Boolean> cancelled() {
            return submitted.stream().<Boolean>map(Future::isCancelled).toList();
        }

        @Override
        public void execute(Runnable task) {
            submitted.add((Future<?>) task);
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
