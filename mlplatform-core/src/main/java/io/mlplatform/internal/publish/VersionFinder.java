package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.NotFoundException;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.ZoneRoots;
import io.mlplatform.internal.log.AliasLog;
import io.mlplatform.internal.log.AliasTarget;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.Tip;
import io.mlplatform.internal.log.VersionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Resolves references: by number in one GET, by alias in three requests, the latest in two. */
final class VersionFinder {

    private final ZoneRoots roots;
    private final Context context;
    private final Set<AliasName> usuallyProtected;

    /** @param usuallyProtected aliases whose own log is looked at first, which saves a request where they are protected */
    VersionFinder(ZoneRoots roots, Context context, Set<AliasName> usuallyProtected) {
        this.roots = roots;
        this.context = context;
        this.usuallyProtected = usuallyProtected;
    }

    /** The version meant; {@code NotFoundException} says what is missing. */
    OpenedVersion require(VersionRef ref) {
        EntityRoom room = EntityRoom.of(roots.of(ref.entity()), ref.entity(), context);
        VersionSelector selector = ref.selector();
        OpenedVersion opened;
        if (selector instanceof VersionSelector.Number number) {
            opened = room.opened(room.index().require(number.version()));
        } else if (selector instanceof VersionSelector.Alias alias) {
            opened = byAlias(room, alias.alias());
        } else if (selector instanceof VersionSelector.AsOf asOf) {
            opened = room.opened(asOf(room, asOf.time()));
        } else {
            opened = room.opened(latest(room, room.log().tip()));
        }
        ref.digestPrefix().ifPresent(prefix -> requireDigest(ref, opened.ref().digest(), prefix));
        return opened;
    }

    /** The newest versions that are not dead, newest first, at most {@code limit}. */
    List<OpenedVersion> newest(EntityName entity, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a history has at least one version: ask for 1 or more, not " + limit);
        }
        EntityRoom room = EntityRoom.of(roots.of(entity), entity, context);
        Tip tip = room.log().tip();
        OpenedVersion newest = room.opened(latest(room, tip));
        EntityState state = room.log().state(requireEntity(room, tip));
        Instant now = room.log().nextTime(tip);
        List<Callable<Optional<OpenedVersion>>> older = new ArrayList<>();
        for (long n = newest.ref().version() - 1; n >= 1 && older.size() < limit - 1; n--) {
            long number = n;
            if (!state.isDead(number, now)) {
                older.add(() -> stillThere(room, number));
            }
        }
        List<OpenedVersion> versions = new ArrayList<>(List.of(newest));
        Parallel.call(context.executor(), room.log().address(), older)
                .forEach(version -> version.ifPresent(versions::add));
        return versions;
    }

    private static Optional<OpenedVersion> stillThere(EntityRoom room, long number) {
        try {
            return Optional.of(room.opened(room.index().require(number)));
        } catch (NotFoundException e) {
            // Retired and collected meanwhile.
            return Optional.empty();
        }
    }

    private static void requireDigest(VersionRef ref, Digest actual, String prefix) {
        if (!actual.hex().startsWith(prefix)) {
            throw new NotFoundException(
                    ref.toString(),
                    "the version there has the digest " + actual
                            + ": the reference is from another platform, or wrong: take it from the version itself");
        }
    }

    private static VersionRecord latest(EntityRoom room, Tip tip) {
        requireEntity(room, tip);
        return room.index()
                .latest(tip)
                .orElseThrow(() -> new NotFoundException(room.log().address(), "has no version yet: publish one"));
    }

    private OpenedVersion byAlias(EntityRoom room, AliasName alias) {
        if (usuallyProtected.contains(alias)) {
            Optional<OpenedVersion> found = protectedAlias(room, alias);
            if (found.isPresent()) {
                return found.get();
            }
        }
        Tip tip = room.log().tip();
        EntityState state = room.log().state(requireEntity(room, tip));
        if (state.protectedAliases().contains(alias)) {
            return protectedAlias(room, alias).orElseThrow(() -> noAlias(room, alias, state));
        }
        if (usuallyProtected.contains(alias)) {
            requireNeverProtected(room, tip, alias);
        }
        AliasTarget target =
                Optional.ofNullable(state.aliases().get(alias.value())).orElseThrow(() -> noAlias(room, alias, state));
        return checked(room, alias, target.version(), target.digest());
    }

    // Protection is never taken away: a later entry that says otherwise would be a move past the approvers.
    private static void requireNeverProtected(EntityRoom room, Tip tip, AliasName alias) {
        if (tip.nextSeq() > 1
                && room.log().state(room.log().entry(0)).protectedAliases().contains(alias)) {
            throw new DataCorruptException(
                    room.log().address() + "@" + alias,
                    "is protected since the entity was created, and the log's newest entry says that it is not: the log"
                            + " was tampered with; verify and restore it");
        }
    }

    private Optional<OpenedVersion> protectedAlias(EntityRoom room, AliasName alias) {
        AliasLog log = new AliasLog(room.root(), room.entity(), alias, context);
        return log.tip().head().map(log::value).map(value -> checked(room, alias, value.version(), value.digest()));
    }

    private static OpenedVersion checked(EntityRoom room, AliasName alias, long version, Digest digest) {
        OpenedVersion opened = room.opened(room.index().require(version));
        if (!opened.ref().digest().equals(digest)) {
            throw new DataCorruptException(
                    room.log().address() + "@" + alias,
                    "names version " + version + " with the digest " + digest + ", which has "
                            + opened.ref().digest()
                            + ": the index or the alias was tampered with; delete the index, it is written again");
        }
        return opened;
    }

    // Times rise with the log, so the version of a time is found by halving the versions.
    private static VersionRecord asOf(EntityRoom room, Instant time) {
        VersionRecord newest = latest(room, room.log().tip());
        long low = 0;
        long high = newest.version();
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            // The versions on the way may be dead, and say their times all the same.
            Instant committed =
                    middle == newest.version() ? newest.time() : room.index().committed(middle);
            if (committed.isAfter(time)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        if (low == 0) {
            throw new NotFoundException(
                    room.log().address() + "@" + time,
                    "there was no version yet: the first is of " + room.index().committed(1)
                            + ": ask for a time from then on");
        }
        return low == newest.version() ? newest : room.index().require(low);
    }

    private static Head requireEntity(EntityRoom room, Tip tip) {
        return tip.head()
                .orElseThrow(() -> new NotFoundException(
                        room.log().address(), "no such entity: check the name and the zone, or publish it first"));
    }

    private static NotFoundException noAlias(EntityRoom room, AliasName alias, EntityState state) {
        return new NotFoundException(
                room.log().address() + "@" + alias,
                "no such alias: there are " + state.aliases().keySet() + ", protected " + state.protectedAliases()
                        + "; assign it first");
    }
}
