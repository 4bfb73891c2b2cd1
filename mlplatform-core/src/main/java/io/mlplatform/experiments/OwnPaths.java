package io.mlplatform.experiments;

import java.util.List;

/** The paths that a run keeps for its own files: a user's file there, or beside them but for case, would end its commits. */
final class OwnPaths {

    private static final List<String> FIRST_SEGMENTS = List.of(PartFiles.FOLDER, EnvironmentSnapshot.FILE);

    private OwnPaths() {}

    /** Refuses such a path. */
    static void refuse(String path) {
        String first = path.split("/", 2)[0];
        if (FIRST_SEGMENTS.stream().anyMatch(first::equalsIgnoreCase)) {
            throw new IllegalArgumentException("'" + path + "' is a path that the run keeps for its own files, as are "
                    + FIRST_SEGMENTS + " in any case: add the file under another path");
        }
    }
}
