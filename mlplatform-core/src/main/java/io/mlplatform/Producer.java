package io.mlplatform;

import java.util.List;

/** What makes versions from versions, and can be named as their origin: a run, a step of a pipeline. */
public interface Producer {

    /** This producer as an input of what it makes, pinned as it stands now. */
    PinnedRef pinned();

    /** What it has used so far. */
    List<Input> inputs();
}
