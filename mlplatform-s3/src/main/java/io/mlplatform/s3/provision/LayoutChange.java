package io.mlplatform.s3.provision;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Retention;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a new layout changes in the stored one. */
final class LayoutChange {

    private final List<String> from = new ArrayList<>();
    private final List<String> to = new ArrayList<>();
    private boolean loosens;

    private LayoutChange() {}

    /** Empty where both say the same. */
    static Optional<Change> between(Optional<PlatformLayout> stored, PlatformLayout wanted, String resource) {
        if (stored.isEmpty()) {
            return Optional.of(
                    new Change(ChangeKind.ADD, resource, "layout", Optional.empty(), Optional.of(said(wanted))));
        }
        if (stored.get().equals(wanted)) {
            return Optional.empty();
        }
        LayoutChange change = new LayoutChange();
        change.compare(stored.get(), wanted);
        return Optional.of(new Change(
                change.loosens ? ChangeKind.LOOSEN : ChangeKind.TIGHTEN,
                resource,
                "layout",
                Optional.of(String.join("; ", change.from)),
                Optional.of(String.join("; ", change.to))));
    }

    private void compare(PlatformLayout old, PlatformLayout wanted) {
        // What was there under the old name is not brought along: someone has to want that.
        differ("organisation", old.organisation(), wanted.organisation(), true);
        differ("environment", old.environment(), wanted.environment(), true);
        differ("region", old.region(), wanted.region(), old.region().isPresent());
        differ("account", old.account(), wanted.account(), old.account().isPresent());
        differ(
                "access logs",
                old.accessLogs(),
                wanted.accessLogs(),
                wanted.accessLogs().isEmpty());
        differ("teams", old.teams(), wanted.teams(), !wanted.teams().containsAll(old.teams()));
        for (Zone zone : Zone.values()) {
            differ(
                    zone.word(),
                    said(old.zone(zone)),
                    said(wanted.zone(zone)),
                    !holds(wanted.zone(zone), old.zone(zone)));
        }
    }

    private void differ(String what, Object old, Object wanted, boolean looser) {
        if (!old.equals(wanted)) {
            from.add(what + " " + shown(old));
            to.add(what + " " + shown(wanted));
            loosens |= looser;
        }
    }

    /** True where the zone stays where it is, and all that held there still does. */
    private static boolean holds(ZoneSettings wanted, ZoneSettings old) {
        boolean sameKey = old.kmsKey().isEmpty() || old.kmsKey().equals(wanted.kmsKey());
        boolean locked = old.objectLock()
                .map(time -> wanted.objectLock()
                        .filter(other -> other.compareTo(time) >= 0)
                        .isPresent())
                .orElse(true);
        return wanted.root().equals(old.root())
                && wanted.classification().holds(old.classification())
                && wanted.versioning().compareTo(old.versioning()) >= 0
                && sameKey
                && locked
                && keeps(wanted.retention(), old.retention());
    }

    private static boolean keeps(Retention wanted, Retention old) {
        Duration forEver = Duration.ofDays(Long.MAX_VALUE / 86_400);
        return wanted.nonCurrent().compareTo(old.nonCurrent()) >= 0
                && wanted.temporary().orElse(forEver).compareTo(old.temporary().orElse(forEver)) >= 0;
    }

    private static String said(PlatformLayout layout) {
        return layout.organisation() + " " + layout.environment() + ", teams " + layout.teams();
    }

    private static String said(ZoneSettings zone) {
        return zone.root() + " " + zone.classification() + ", versioning " + zone.versioning()
                + zone.kmsKey().map(key -> ", key " + key).orElse("")
                + zone.objectLock()
                        .map(time -> ", locked " + time.toDays() + " d")
                        .orElse("")
                + ", non-current " + zone.retention().nonCurrent().toDays() + " d, uploads "
                + zone.retention().abandonedUploads().toDays() + " d"
                + zone.retention()
                        .temporary()
                        .map(time -> ", temporary " + time.toDays() + " d")
                        .orElse("");
    }

    private static String shown(Object value) {
        return value instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("unset")
                : value.toString();
    }
}
