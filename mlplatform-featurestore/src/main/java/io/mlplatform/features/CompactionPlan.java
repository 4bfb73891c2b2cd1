package io.mlplatform.features;

import io.mlplatform.VersionFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files of a version become one: in each partition those smaller than {@code small}, in order of path, as many as fit
 * into {@code target}. Once there is at most one such file in a partition there is nothing to do.
 *
 * @param small in bytes
 * @param target in bytes, of the files before they are packed together
 */
record CompactionPlan(long small, long target) {

    private static final long MEBIBYTE = 1 << 20;

    /** For readers that open a file by a request or two, and a day of a few hundred megabytes. */
    static final CompactionPlan USUAL = new CompactionPlan(64 * MEBIBYTE, 128 * MEBIBYTE);

    /** Groups of two files and more, in order of path. */
    List<List<VersionFile>> of(List<VersionFile> files) {
        Map<String, List<VersionFile>> partitions = new TreeMap<>();
        for (VersionFile file : files) {
            if (file.size() < small) {
                partitions
                        .computeIfAbsent(folder(file), none -> new ArrayList<>())
                        .add(file);
            }
        }
        List<List<VersionFile>> together = new ArrayList<>();
        partitions.values().forEach(partition -> together.addAll(fitting(partition)));
        return together;
    }

    /** Where the file lies. */
    static String folder(VersionFile file) {
        return file.path().substring(0, file.path().lastIndexOf('/'));
    }

    private List<List<VersionFile>> fitting(List<VersionFile> partition) {
        List<List<VersionFile>> all = new ArrayList<>();
        List<VersionFile> open = new ArrayList<>();
        long bytes = 0;
        for (VersionFile file : partition) {
            if (bytes + file.size() > target) {
                all.add(open);
                open = new ArrayList<>();
                bytes = 0;
            }
            open.add(file);
            bytes += file.size();
        }
        all.add(open);
        return all.stream().filter(group -> group.size() > 1).toList();
    }
}
