package io.mlplatform.modelcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The states that follow a state, each with what happened. */
final class Steps {

    private final List<World> worlds = new ArrayList<>();
    private final List<Supplier<String>> stories = new ArrayList<>();

    void add(World next, Supplier<String> story) {
        worlds.add(next);
        stories.add(story);
    }

    int count() {
        return worlds.size();
    }

    World world(int step) {
        return worlds.get(step);
    }

    String story(int step) {
        return stories(step).get();
    }

    /** Tells what happened, also after this was cleared. */
    Supplier<String> stories(int step) {
        return stories.get(step);
    }

    void clear() {
        worlds.clear();
        stories.clear();
    }
}
