package io.mlplatform.internal.publish;

import java.nio.file.FileSystem;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which names a target folder's file system takes for the file they say.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fileio/naming-a-file">Naming files, paths, and namespaces</a>
 */
enum TargetRules {
    /** A name is a name. */
    POSIX {
        @Override
        Optional<String> problem(String name) {
            return Optional.empty();
        }
    },
    /** Some names are drives, streams or devices, and some endings are dropped. */
    WINDOWS {
        @Override
        Optional<String> problem(String name) {
            if (name.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
                return Optional.of("has a character that names a drive, a stream or a pattern there");
            }
            if (name.endsWith(".") || name.endsWith(" ")) {
                return Optional.of("ends in a dot or a space, which is dropped there");
            }
            String stem = name.split("\\.", 2)[0].stripTrailing().toUpperCase(Locale.ROOT);
            return DEVICE.matcher(stem).matches() ? Optional.of("is a device there") : Optional.empty();
        }
    };

    private static final String FORBIDDEN = "<>:\"|?*\\";
    private static final Pattern DEVICE =
            Pattern.compile("CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3]");

    static TargetRules of(FileSystem disk) {
        return disk.getSeparator().equals("\\") ? WINDOWS : POSIX;
    }

    /** Why a file of this name would be another one there; empty where it would not. */
    abstract Optional<String> problem(String name);

    /** The first name in {@code path} that would be another one, and why. */
    Optional<String> problemIn(String path) {
        for (String name : path.split("/", -1)) {
            Optional<String> problem = problem(name);
            if (problem.isPresent()) {
                return problem.map(why -> "'" + name + "' " + why);
            }
        }
        return Optional.empty();
    }
}
