package io.mlplatform.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests that the network holds back, and delivers when nobody expects them any more. */
final class LateDeliveries {

    private record Held(int due, String request, Runnable effect) {}

    private static final int LATEST = 250;

    private final Random dice;
    private final Trace trace;
    private final List<Held> held = new ArrayList<>();

    LateDeliveries(Random dice, Trace trace) {
        this.dice = dice;
        this.trace = trace;
    }

    void hold(int now, String request, Runnable effect) {
        held.add(new Held(now + 1 + dice.nextInt(LATEST), request, effect));
    }

    /** Delivers what is due at that step. */
    void deliver(int now) {
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).due() <= now) {
                Held late = held.remove(i--);
                trace.add("network", "late " + late.request());
                late.effect().run();
            }
        }
    }

    /** Delivers all that is held. */
    void deliverAll() {
        deliver(Integer.MAX_VALUE);
    }
}
