package io.mlplatform.internal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * Names of files, which are bytes on most disks: a JVM reads them by the encoding of its locale, and under another than UTF-8
 * takes them for other names than the processes beside it do.
 */
public final class FileNames {

    /** What to do about a name that is not readable. */
    public static final String REMEDY = "run Java under a UTF-8 locale, such as LC_ALL=C.UTF-8";

    private static final Charset ENCODING = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    private static final char UNREADABLE = '\uFFFD';
    private static final char FIRST_BEYOND_ASCII = 0x80;

    private FileNames() {}

    /** True where this JVM takes {@code name} on {@code disk} for the name that it is under UTF-8. */
    public static boolean isReadable(FileSystem disk, String name) {
        return isReadable(ENCODING, disk, name);
    }

    static boolean isReadable(Charset encoding, FileSystem disk, String name) {
        return encoding.equals(StandardCharsets.UTF_8)
                || !isNamedByBytes(disk)
                || name.chars().allMatch(c -> c < FIRST_BEYOND_ASCII);
    }

    /** The same of a name that was found, which may also be bytes that are no UTF-8. */
    public static boolean isReadable(Path found) {
        String name = found.toString();
        return isReadable(found.getFileSystem(), name)
                && (name.indexOf(UNREADABLE) < 0
                        || found.equals(found.getFileSystem().getPath(name)));
    }

    private static boolean isNamedByBytes(FileSystem disk) {
        return disk.equals(FileSystems.getDefault()) && disk.getSeparator().equals("/");
    }
}
