package io.mlplatform.simulation;

import static io.mlplatform.simulation.Judgement.require;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The paths that a publish depends on: in these its base and the version before it must agree. */
interface Scope {

    boolean covers(String path);

    static Scope of(Intent intent) {
        return switch (intent.mode()) {
            case "replace" -> path -> true;
            case "overwrite-partitions" -> {
                Set<String> folders =
                        intent.added().keySet().stream().map(Scope::folder).collect(Collectors.toSet());
                yield path -> folders.contains(folder(path));
            }
            case "delete" ->
                path -> intent.deleted().isEmpty() || intent.deleted().contains(path);
            default -> intent.added()::containsKey;
        };
    }

    /** A path that is appended may have come meanwhile, with the same bytes. */
    default void requireAgree(Attempt attempt, Map<String, String> base, Map<String, String> before, Intent intent) {
        Set<String> paths = new TreeSet<>(base.keySet());
        paths.addAll(before.keySet());
        for (String path : paths) {
            boolean came = intent.mode().equals("append") && !base.containsKey(path);
            boolean same = Objects.equals(base.get(path), before.get(path));
            require(!covers(path) || came || same, attempt + " undoes what another did to " + path);
        }
        intent.deleted().forEach(path -> require(before.containsKey(path), attempt + " deletes nothing"));
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
