package io.mlplatform.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Decides by dice which actor goes on: each has a thread, and only the one that holds the baton runs. */
final class Baton {

    /** Thrown at every step once a run has taken more of them than any run should. */
    static final class EndlessError extends Error {
        private static final long serialVersionUID = 1L;

        EndlessError() {
            super("the run does not end");
        }
    }

    private static final int MOST_STEPS = 60_000;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "simulated");
        thread.setDaemon(true);
        return thread;
    });

    private final Random dice;
    private final int steadiness;
    private final List<Semaphore> waiting = new ArrayList<>();
    private final Semaphore end = new Semaphore(0);
    private Optional<Semaphore> running = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();
    private int steps;

    /** @param steadiness how many of a hundred steps are followed by one of the same actor whatever the dice say */
    Baton(Random dice, int steadiness) {
        this.dice = dice;
        this.steadiness = steadiness;
    }

    /** Runs them to their ends, one step of one of them at a time; gives what the first to fail threw. */
    Optional<Throwable> run(List<Runnable> actors) {
        actors.forEach(actor -> waiting.add(new Semaphore(0)));
        List<Semaphore> turns = List.copyOf(waiting);
        for (int i = 0; i < turns.size(); i++) {
            Semaphore turn = turns.get(i);
            Runnable actor = actors.get(i);
            THREADS.execute(() -> take(turn, actor));
        }
        handOn();
        end.acquireUninterruptibly();
        return failure;
    }

    /** How many steps there were. */
    int steps() {
        return steps;
    }

    /** Called by who runs, before it touches what others see: they may come first. */
    void step() {
        if (++steps > MOST_STEPS) {
            throw new EndlessError();
        }
        if (running.isEmpty() || dice.nextInt(100) < steadiness) {
            return;
        }
        Semaphore own = running.get();
        Semaphore next = waiting.get(dice.nextInt(waiting.size()));
        if (next != own) {
            running = Optional.of(next);
            next.release();
            own.acquireUninterruptibly();
        }
    }

    private void take(Semaphore turn, Runnable actor) {
        turn.acquireUninterruptibly();
        try {
            actor.run();
        } catch (Throwable e) {
            failure = failure.or(() -> Optional.of(e));
        }
        waiting.remove(turn);
        handOn();
    }

    private void handOn() {
        if (waiting.isEmpty()) {
            running = Optional.empty();
            end.release();
        } else {
            Semaphore next = waiting.get(dice.nextInt(waiting.size()));
            running = Optional.of(next);
            next.release();
        }
    }
}
