package io.mlplatform.testkit.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Verifies that each data file a live version names is there, with its size and SHA-256. */
final class DataFiles {
    private DataFiles() {}

    static void check(EntityScope scope, List<VersionRecord> versions) {
        Map<String, String> stated = new HashMap<>();
        for (VersionRecord version : versions) {
            if (version.dead()) {
                continue;
            }
            for (FileRow row : version.files()) {
                String key = scope.prefix() + row.key();
                if (!row.staged()) {
                    continue;
                }
                String before = stated.putIfAbsent(key, row.identity());
                if (before == null) {
                    scope.reached().add(key);
                    check(scope, key, row);
                } else {
                    boolean same = before.equals(row.identity());
                    scope.findings().require(same, key, Rule.DATA_CHANGED, "versions disagree on its SHA-256");
                }
            }
        }
    }

    private static void check(EntityScope scope, String key, FileRow row) {
        StoredFolder folder = scope.folder();
        if (!scope.findings().require(folder.has(key), key, Rule.DATA_MISSING, "is named by a live version")) {
            return;
        }
        boolean same = folder.is(key, row.size(), row.identity());
        scope.findings().require(same, key, Rule.DATA_CHANGED, "size or SHA-256 is not its entry's");
    }
}
