package io.mlplatform.internal.publish;

import io.mlplatform.EntityName;
import io.mlplatform.internal.FileNames;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.manifest.FileBytes;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.StoredContent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The objects below a place that is not of the platform, as sources of a version; one LIST a thousand. */
public final class ForeignFiles {

    private static final int PAGE = 1_000;

    private ForeignFiles() {}

    /**
     * To become files of a version of {@code entity}. Each is meant as it is in the listing: one that is replaced later is
     * refused when it is read or copied.
     */
    public static List<SourceFile> below(VersionedZone zone, EntityName entity, String location, String glob) {
        StoreLocation folder = place(zone, entity, location);
        List<SourceFile> files = listed(folder, glob, object -> true);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no object below '" + folder + "' matches '" + glob
                    + "': check the place, or use '**' for all objects");
        }
        return files;
    }

    /** Where the location is, as one spelling for all of the same place. */
    public static StoreLocation place(VersionedZone zone, EntityName entity, String location) {
        ZoneRoot root = zone.room(entity).root();
        return root.foreign().folder(root.location(), location);
    }

    /** Those below it that were last modified, by the store's clock, as {@code wanted} has it; none is no mistake. */
    public static List<SourceFile> modified(StoreLocation place, String glob, Predicate<Instant> wanted) {
        return listed(place, glob, object -> wanted.test(object.lastModified()));
    }

    /** The same, to stay where they lie. */
    public static List<SourceFile> inPlace(VersionedZone zone, EntityName entity, String location, String glob) {
        return below(zone, entity, location, glob).stream()
                .map(ForeignFiles::inPlace)
                .toList();
    }

    private static List<SourceFile> listed(StoreLocation folder, String glob, Predicate<ObjectInfo> wanted) {
        List<SourceFile> files = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Listing page = folder.store().list(folder.prefix(), after.get(), Delimiter.NONE, PAGE);
            for (ObjectInfo object : page.objects()) {
                String path = object.key().value().substring(folder.prefix().length());
                // Consoles leave empty objects with such names for folders.
                if (!path.isEmpty()
                        && !path.endsWith("/")
                        && PathGlob.matches(glob, relative(path))
                        && wanted.test(object)) {
                    files.add(source(folder, path, object));
                }
            }
            after = page.next();
        }
        return files;
    }

    // Globs are over paths of this machine, which cannot have every name.
    private static Path relative(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no path on this machine (" + e.getReason() + "): on Linux, " + FileNames.REMEDY,
                    e);
        }
    }

    private static SourceFile inPlace(SourceFile listed) {
        if (!(listed.content() instanceof StoredContent content)) {
            throw new IllegalArgumentException("'" + listed.path() + "' lies in no store: add it as a file");
        }
        String at = content.store().location() + "/" + content.key();
        return new SourceFile(
                listed.path(),
                content,
                Optional.empty(),
                listed.rows(),
                Optional.of(new FileBytes.InPlace(at, content.etag().orElseThrow(), Optional.empty())));
    }

    private static SourceFile source(StoreLocation folder, String path, ObjectInfo object) {
        return new SourceFile(
                path,
                new StoredContent(folder.store(), object.key(), object.size(), Optional.of(object.etag())),
                Optional.empty(),
                OptionalLong.empty());
    }
}
