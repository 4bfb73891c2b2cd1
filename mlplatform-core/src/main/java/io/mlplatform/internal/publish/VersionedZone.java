package io.mlplatform.internal.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AccessDeniedException;
import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.Input;
import io.mlplatform.NotFoundException;
import io.mlplatform.PinnedRef;
import io.mlplatform.Schema;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.LayoutFile;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.ZoneRoots;
import io.mlplatform.internal.gc.EntityCollection;
import io.mlplatform.internal.log.HeadCopy;
import io.mlplatform.internal.manifest.EntryFilter;
import io.mlplatform.internal.manifest.FileEntry;
import io.mlplatform.internal.manifest.Manifest;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The verbs that every face has, on the entities of one zone, or of a folder of it. Thread-safe. */
public final class VersionedZone {

    private static final String WRITE = "write";
    private static final String ASSIGN = "assign-protected";

    private final ZoneRoots roots;
    private final EntityScope scope;
    private final LayoutFile layout;
    private final Context context;
    private final VersionFinder finder;
    private final EntityMarkers markers;
    private final Function<Zone, VersionedZone> zones;

    /**
     * @param usuallyProtected aliases that entities of this zone protect unless told otherwise
     * @param zones all zones of the same platform
     */
    public VersionedZone(
            ZoneRoots roots,
            LayoutFile layout,
            Context context,
            Set<AliasName> usuallyProtected,
            Function<Zone, VersionedZone> zones) {
        this(
                roots,
                new EntityScope(roots.zone(), ""),
                layout,
                context,
                new VersionFinder(roots, context, usuallyProtected),
                zones);
    }

    private VersionedZone(
            ZoneRoots roots,
            EntityScope scope,
            LayoutFile layout,
            Context context,
            VersionFinder finder,
            Function<Zone, VersionedZone> zones) {
        this.roots = roots;
        this.scope = scope;
        this.layout = layout;
        this.context = context;
        this.finder = finder;
        this.markers = new EntityMarkers(roots, context);
        this.zones = zones;
    }

    /** The same zone, speaking of the entities below {@code folder}, which ends in {@code /}, by their short names. */
    public VersionedZone within(String folder, AliasName... usuallyProtected) {
        return new VersionedZone(
                roots,
                new EntityScope(roots.zone(), folder),
                layout,
                context,
                new VersionFinder(roots, context, Set.of(usuallyProtected)),
                zones);
    }

    /** Another zone of the same platform. */
    public VersionedZone zone(Zone other) {
        return zones.apply(other);
    }

    /** Where the platform was opened; what a version that is copied from here says of its origin. */
    public String platform() {
        return layout.location();
    }

    public EntityScope scope() {
        return scope;
    }

    /** What the platform was opened with. */
    public Context context() {
        return context;
    }

    /** Makes the entity before it has a version; {@code AlreadyExistsException} where it is there. */
    public EntityNow create(EntityName entity, String kind, ObjectNode detail) {
        layout.ensureStored();
        return MissingRight.of(
                WRITE, roots.zone(), entity, () -> new EntityAnnotator(room(entity)).create(kind, detail));
    }

    /** Changes what the face keeps in the state; {@code said} is what the log's entry says of it. */
    public EntityNow annotate(EntityName entity, String kind, ObjectNode said, StateDetail change) {
        return MissingRight.of(
                WRITE, roots.zone(), entity, () -> new EntityAnnotator(room(entity)).annotate(kind, said, change));
    }

    /** The entity as it is now, if it exists: one LIST and one GET. */
    public Optional<EntityNow> now(EntityName entity) {
        EntityRoom room = room(entity);
        return room.log().tip().head().map(head -> EntityNow.of(room, head));
    }

    /** The entity as its {@code _head.json} tells it, which may lag behind the log: one GET. */
    public SeenHead seen(EntityName entity) {
        EntityRoom room = room(entity);
        HeadCopy copy = HeadCopy.read(room.root(), entity);
        return new SeenHead(entity, copy.head().map(head -> EntityNow.of(room, head)), copy);
    }

    /** Writes that {@code _head.json} again as it is, as a sign of life; not over one that came meanwhile, if guarded. */
    public void touch(SeenHead seen) {
        seen.copy().touch(roots.of(seen.entity()));
    }

    /** True where the store sees to it that {@link #touch} never replaces a copy that came meanwhile. */
    public boolean touchIsGuarded(EntityName entity) {
        return roots.of(entity).store().capabilities().putIfMatch();
    }

    public OpenedVersion publish(PublishPlan plan) {
        plan.inputs().forEach(this::requireHolds);
        return MissingRight.of(
                WRITE, roots.zone(), plan.entity(), () -> new Publisher(room(plan.entity()), layout).publish(plan));
    }

    /** The version meant, of an entity of this scope. */
    public OpenedVersion open(VersionRef ref) {
        scope.requireOwn(ref.zone(), ref.entity());
        return MissingRight.of("read", roots.zone(), ref.entity(), () -> finder.require(ref));
    }

    /** Empty where the entity, the version or the alias does not exist. */
    public Optional<OpenedVersion> find(VersionRef ref) {
        try {
            return Optional.of(open(ref));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    public List<Input> inputs(OpenedVersion version) {
        return room(version.ref()).inputs(version.version());
    }

    /** The columns that the version's publisher told, if any. */
    public Optional<Schema> schema(OpenedVersion version) {
        return room(version.ref()).schema(version.version());
    }

    /** What the face stored with the version; empty where that is nothing. */
    public ObjectNode detail(OpenedVersion version) {
        return room(version.ref()).detail(version.version());
    }

    /** The newest versions, newest first, at most {@code limit}. */
    public List<OpenedVersion> history(EntityName entity, int limit) {
        return finder.newest(entity, limit);
    }

    public void assign(PinnedRef version, AliasName alias) {
        MissingRight.of(
                WRITE, roots.zone(), version.entity(), () -> new AliasMover(room(version)).assign(version, alias));
    }

    public void assignProtected(PinnedRef version, AliasName alias, String by, String reason) {
        MissingRight.of(ASSIGN, roots.zone(), version.entity(), () -> new AliasMover(room(version))
                .assignProtected(version, alias, by, reason));
    }

    /**
     * Takes a protected alias from this version, and lets it name the one before, by compare-and-set.
     *
     * @param answer made of the version before, before anything is written: once the alias has moved nothing can fail
     */
    public <V> V rollback(
            PinnedRef from, AliasName alias, String by, String reason, Function<OpenedVersion, V> answer) {
        return MissingRight.of(ASSIGN, roots.zone(), from.entity(), () -> new AliasMover(room(from))
                .rollback(from, alias, by, reason, answer));
    }

    /** The moves of a protected alias, newest first, at most {@code limit}. */
    public List<AliasMove> moves(EntityName entity, AliasName alias, int limit) {
        return AliasMove.newest(room(entity), alias, limit);
    }

    public void removeAlias(EntityName entity, AliasName alias) {
        new AliasMover(room(entity)).remove(alias);
    }

    public Manifest manifest(PinnedRef version) {
        return room(version).manifest(finder.require(version.toVersionRef()).root());
    }

    /** The version's files, in order of path. */
    public List<VersionFile> files(PinnedRef version) {
        return files(version, EntryFilter.all());
    }

    /** Those of the version's files that are meant, in order of path. */
    public List<VersionFile> files(PinnedRef version, EntryFilter filter) {
        return room(version).reading(version.version(), () -> manifest(version)
                .entries(filter)
                .map(FileEntry::toFile)
                .toList());
    }

    public void fetch(PinnedRef version, Path folder) {
        fetch(version, EntryFilter.all(), folder);
    }

    /** Fetches those of the version's files that are meant. */
    public void fetch(PinnedRef version, EntryFilter filter, Path folder) {
        OpenedVersion opened = finder.require(version.toVersionRef());
        Fetcher.fetch(room(version), opened, filter, "", folder);
    }

    public InputStream openFile(PinnedRef version, String path) {
        FileEntry entry = entry(version, path);
        return room(version).reading(version.version(), () -> FileOpener.open(room(version), entry));
    }

    /** One of the version's files for reads at any place. */
    public VersionFileChannel openChannel(PinnedRef version, String path) {
        return FileOpener.channel(room(version), version.version(), entry(version, path));
    }

    private FileEntry entry(PinnedRef version, String path) {
        return manifest(version)
                .find(path)
                .orElseThrow(() ->
                        new NotFoundException(version + " " + path, "no such file in this version: list its files"));
    }

    /**
     * What is wrong with the version's files, with its index, and with the logs of its entity, a line each; empty where
     * all is as it was written.
     */
    public List<String> problems(PinnedRef version) {
        EntityRoom room = room(version).uncached();
        OpenedVersion opened = finder.require(version.toVersionRef());
        Manifest manifest = room.manifest(room.root(opened.version()));
        List<String> problems = new ArrayList<>(Verifier.problems(room, manifest));
        room.index().problem(opened.version()).ifPresent(problems::add);
        problems.addAll(LogVerifier.problems(room));
        return problems;
    }

    /** Fetches what lies below {@code below}, which ends in {@code /}, of the version's paths; they lose that folder. */
    public void fetch(PinnedRef version, String below, Path folder) {
        OpenedVersion opened = finder.require(version.toVersionRef());
        Fetcher.fetch(room(version), opened, EntryFilter.prefix(below), below, folder);
    }

    /** The derived documents of the zone's entities. */
    public Exports exports() {
        return new Exports(this);
    }

    /** The store's clock where {@code entity} is, by one LIST: what is late or lost is told by it. */
    public Instant storeTime(EntityName entity) {
        return markers.storeTime(entity);
    }

    /** All entities of the zone, or of its folder, in order of name; one LIST a thousand, a team where teams have places. */
    public List<EntityName> entities() {
        return entities("");
    }

    /** Those whose short name begins with {@code prefix}. */
    public List<EntityName> entities(String prefix) {
        return markers.named(scope.folder() + prefix);
    }

    /** Those whose short name begins with {@code prefix}, last made first, at most {@code limit}. */
    public List<EntityName> newest(String prefix, int limit) {
        return markers.newest(scope.folder() + prefix, limit);
    }

    /** Where the zone, or the folder of it, is: one place, or one a team. */
    public List<ZoneRoot> places() {
        return places("");
    }

    /** Where those are whose short name begins with {@code prefix}. */
    public List<ZoneRoot> places(String prefix) {
        return roots.under(scope.folder() + prefix);
    }

    /** Those in one of {@link #places(String)} whose full name begins with {@code prefix}, in order of name. */
    public static List<EntityName> entities(ZoneRoot place, String prefix) {
        return EntityMarkers.entities(place, prefix);
    }

    /** The versions in one of {@link #places()} that were made from {@code input}, a version by number; one LIST a thousand. */
    public static List<VersionRef> consumers(ZoneRoot place, VersionRef input) {
        return EntityMarkers.consumers(place, input);
    }

    /** Which of the entity's versions are named and which are retired, if it exists. */
    public Optional<EntityStanding> standing(EntityName entity) {
        return EntityStanding.of(room(entity));
    }

    /** The entity's logs, for whoever reviews what was done to it; nothing is read yet. */
    public EntityLogs logs(EntityName entity) {
        return new EntityLogs(room(entity));
    }

    /** Which versions of the entity are given up, and which held. */
    public VersionKeeping keeping(EntityName entity) {
        return new VersionKeeping(room(entity));
    }

    /** Collection of the entity. */
    public EntityCollection collection(EntityName entity) {
        return new EntityCollection(roots.of(entity), entity, context);
    }

    /** What holds for the place of this zone. */
    public ZoneSettings settings() {
        return layout.layout().zone(roots.zone());
    }

    /** The files of a version as sources of another one, here or in another platform. */
    public List<SourceFile> sources(OpenedVersion version) {
        return sources(version, EntryFilter.all());
    }

    /** Those of a version's files that are meant, as sources of another one. */
    public List<SourceFile> sources(OpenedVersion version, EntryFilter filter) {
        EntityRoom room = room(version.ref());
        return room.manifest(version.root())
                .entries(filter)
                .map(entry -> SourceFile.of(room, entry))
                .toList();
    }

    /** Refuses what comes from a place of a higher class: data never flows down. */
    void requireHolds(PinnedRef origin, Classification its) {
        Classification here = settings().classification();
        if (!here.holds(its)) {
            throw new AccessDeniedException(
                    "mlp://" + roots.zone(),
                    "is a place for " + here + " data at most, and " + origin + " lies in one for " + its
                            + " data: publish to a zone of that class, or have the layout changed by those who may");
        }
    }

    /** Refuses an input that lies in a zone of a higher class. */
    public void requireHolds(Input input) {
        if (input.platform().isEmpty()) {
            requireHolds(input.ref(), zone(input.ref().zone()).settings().classification());
        }
    }

    EntityRoom room(PinnedRef version) {
        if (version.zone() != roots.zone()) {
            throw new IllegalArgumentException(
                    version + " is not of the zone " + roots.zone() + ": ask the API of its own zone");
        }
        return room(version.entity());
    }

    EntityRoom room(EntityName entity) {
        return EntityRoom.of(roots.of(entity), entity, context);
    }
}
