package io.mlplatform.store;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.UnsupportedStoreException;
import io.mlplatform.internal.FileNames;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in our exceptions what went wrong on a local disk. */
final class LocalFailures {

    private LocalFailures() {}

    /** The failure of doing {@code what} to {@code resource}. */
    static MlPlatformException of(String resource, String what, IOException failure) {
        String reason = reason(failure);
        if (failure instanceof ClosedByInterruptException || failure instanceof FileLockInterruptionException) {
            return new StorageUnavailableException(resource, what + " was interrupted: call again", failure);
        }
        if (failure instanceof java.nio.file.AccessDeniedException
                || reason.contains("not permitted")
                || reason.contains("read-only")) {
            return new AccessDeniedException(
                    resource, what + " is not allowed (" + reason + "): ask for the right on that folder", failure);
        }
        if (reason.contains("no space left") || reason.contains("quota exceeded")) {
            return new StorageUnavailableException(
                    resource,
                    what + " failed, the disk is full (" + reason + "): free some space, then call again",
                    failure);
        }
        if (reason.contains("name too long")) {
            return new AccessDeniedException(
                    resource,
                    what + " is not possible here, this disk takes no name so long: shorten the path",
                    failure);
        }
        return new StorageUnavailableException(resource, what + " failed: " + failure, failure);
    }

    /** True for what a file system without hard links says to one (FAT, some network disks). */
    static boolean isLinkRefused(IOException failure) {
        String reason = reason(failure);
        return reason.contains("not permitted")
                || reason.contains("not supported")
                || reason.contains("not implemented");
    }

    /** The file system cannot make a name appear in one step. */
    static MlPlatformException noHardLinks(String resource, Exception failure) {
        return new UnsupportedStoreException(
                resource,
                "this file system has no hard links, without which a put if-absent could tear or lose a race: "
                        + "keep the store on another disk",
                failure);
    }

    /** A file, or what is asked for, has a name that this JVM takes for another. */
    static MlPlatformException unreadableName(String resource, String name) {
        return new UnsupportedStoreException(
                resource, "the name of '" + name + "' cannot be read in this locale: " + FileNames.REMEDY);
    }

    /** A disk cannot hold {@code x} beside {@code x/y}. */
    static MlPlatformException folderInTheWay(String resource, String what, @Nullable IOException failure) {
        return new AlreadyExistsException(
                resource,
                what + ", and a disk cannot hold an object beside a folder of its name: choose another key",
                failure);
    }

    static MlPlatformException symbolicLink(String resource, String place) {
        return new AccessDeniedException(
                resource,
                place + " is a symbolic link, which could lead out of the store: put a real folder or file there");
    }

    private static String reason(IOException failure) {
        String reason = failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(failure.getMessage());
        return reason.toLowerCase(Locale.ROOT);
    }
}
