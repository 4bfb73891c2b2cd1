package io.mlplatform.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** When the names in a folder are made durable. */
interface FolderSync {

    /** A name appeared in {@code folder}. */
    void changed(Path folder) throws IOException;

    /** Once for many names, when the whole batch is done: a disk syncs a folder as slowly for one name as for many. */
    final class AtEnd implements FolderSync {
        private final Set<Path> folders = ConcurrentHashMap.newKeySet();

        @Override
        public void changed(Path folder) {
            folders.add(folder);
        }

        /** The folders changed so far. */
        Set<Path> folders() {
            return folders;
        }
    }
}
