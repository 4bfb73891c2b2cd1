package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.LayoutFile;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** The verbs that every face has, on the versions of one zone. Thread-safe. */
public final class VersionedZone {

    private static final int PAGE = 1_000;

    private final ZoneRoot root;
    private final LayoutFile layout;
    private final Context context;
    private final VersionFinder finder;
    private final AliasMover aliases;

    /** @param usuallyProtected aliases that entities of this zone protect unless told otherwise */
    public VersionedZone(ZoneRoot root, LayoutFile layout, Context context, Set<AliasName> usuallyProtected) {
        this.root = root;
        this.layout = layout;
        this.context = context;
        this.finder = new VersionFinder(root, context, usuallyProtected);
        this.aliases = new AliasMover(root, context);
    }

    public Zone zone() {
        return root.zone();
    }

    public OpenedVersion publish(PublishPlan plan) {
        return new Publisher(root, layout, context).publish(plan);
    }

    public OpenedVersion open(VersionRef ref) {
        return finder.require(ref);
    }

    /** Empty where the entity, the version or the alias does not exist. */
    public Optional<OpenedVersion> find(VersionRef ref) {
        try {
            return Optional.of(finder.require(ref));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    public List<Input> inputs(OpenedVersion version) {
        return room(version.ref().entity()).inputs(version.version());
    }

    /** The newest versions, newest first, at most {@code limit}. */
    public List<OpenedVersion> history(EntityName entity, int limit) {
        EntityRoom room = room(entity);
        OpenedVersion newest = finder.require(VersionRef.parse(entity.value(), zone()));
        List<Callable<OpenedVersion>> older = new ArrayList<>();
        for (long n = newest.ref().version() - 1; n >= 1 && older.size() < limit - 1; n--) {
            long number = n;
            older.add(() -> room.opened(room.index().require(number)));
        }
        List<OpenedVersion> versions = new ArrayList<>(List.of(newest));
        versions.addAll(Parallel.call(context.executor(), root.address(entity), older));
        return versions;
    }

    public void assign(PinnedRef version, AliasName alias) {
        aliases.assign(version, alias);
    }

    public void assignProtected(PinnedRef version, AliasName alias, String by, String reason) {
        aliases.assignProtected(version, alias, by, reason);
    }

    public void removeAlias(EntityName entity, AliasName alias) {
        aliases.remove(entity, alias);
    }

    public Manifest manifest(PinnedRef version) {
        return room(version.entity())
                .manifest(finder.require(version.toVersionRef()).root());
    }

    /** The version's files, in order of path. */
    public List<VersionFile> files(PinnedRef version) {
        return manifest(version).entries().stream().map(FileEntry::toFile).toList();
    }

    public void fetch(PinnedRef version, Path folder) {
        EntityRoom room = room(version.entity());
        OpenedVersion opened = finder.require(version.toVersionRef());
        Fetcher.fetch(room, opened, room.manifest(opened.root()), folder);
    }

    public InputStream openFile(PinnedRef version, String path) {
        FileEntry entry = manifest(version)
                .find(path)
                .orElseThrow(() ->
                        new NotFoundException(version + " " + path, "no such file in this version: list its files"));
        return FileOpener.open(room(version.entity()), entry);
    }

    /** What is wrong with the version's files, a line each; empty where every byte is as published. */
    public List<String> problems(PinnedRef version) {
        return Verifier.problems(room(version.entity()), manifest(version));
    }

    /** All entities of the zone, in order of name; one LIST a thousand. */
    public List<EntityName> entities() {
        List<EntityName> names = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Listing page = root.store().list(Keys.entities(root.location()), after.get(), Delimiter.NONE, PAGE);
            page.objects().forEach(object -> names.add(Keys.entityOf(root.location(), object.key())));
            after = page.next();
        }
        return names;
    }

    private EntityRoom room(EntityName entity) {
        return EntityRoom.of(root, entity, context);
    }
}
