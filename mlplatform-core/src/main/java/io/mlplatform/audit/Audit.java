package io.mlplatform.audit;

import io.mlplatform.EntityName;
import io.mlplatform.EntityVersion;
import io.mlplatform.VersionRef;
import io.mlplatform.VersionSelector;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A question about who did what, answered from the logs of entities and of their protected aliases. Immutable: each method
 * but {@link #table()} gives a narrower question, of the same kind twice the later one counts. Thread-safe.
 *
 * <p>The actor that an entry names is a claim of whoever wrote it. What stands in a log cannot be changed by those who may
 * only append; who really sent the request is in the store's own audit, such as CloudTrail.
 */
public final class Audit {

    private static final String SCHEME = "mlp://";

    private final Map<Zone, VersionedZone> zones;
    private final AuditQuery query;

    /** Made by {@link io.mlplatform.MlPlatform#audit()}: about everything. */
    public Audit(Map<Zone, VersionedZone> zones) {
        this(Map.copyOf(zones), AuditQuery.ALL);
    }

    private Audit(Map<Zone, VersionedZone> zones, AuditQuery query) {
        this.zones = zones;
        this.query = query;
    }

    /** About this zone only. */
    public Audit of(Zone zone) {
        return with(query.in(List.of(zone)));
    }

    /** About this entity, in every zone unless one was named. */
    public Audit of(EntityName entity) {
        return with(query.about(entity, new VersionSelector.Latest()));
    }

    /**
     * About what names this version, if the reference has a number; about this alias, if it has one; about all of the
     * entity, if it is to the latest.
     */
    public Audit of(VersionRef ref) {
        return with(query.in(List.of(ref.zone())).about(ref.entity(), ref.selector()));
    }

    /** About what names this version. */
    public Audit of(EntityVersion version) {
        return of(VersionRef.of(
                version.ref().zone(),
                version.ref().entity(),
                new VersionSelector.Number(version.ref().version())));
    }

    /**
     * About an entity ({@code growth/churn}), all whose name begins so ({@code growth/}, which ends in a slash), or a
     * reference ({@code mlp://models/growth/churn@production}, {@code mlp://models/growth/}).
     */
    public Audit of(String text) {
        if (text.endsWith("/")) {
            return below(text);
        }
        return text.startsWith(SCHEME) ? of(VersionRef.parse(text)) : of(EntityName.of(text));
    }

    private Audit below(String text) {
        if (!text.startsWith(SCHEME)) {
            return with(query.below(text));
        }
        int slash = text.indexOf('/', SCHEME.length());
        Zone zone = Zone.of(text.substring(SCHEME.length(), slash));
        return with(query.in(List.of(zone)).below(text.substring(slash + 1)));
    }

    /** Done by whoever called himself that, exactly. */
    public Audit by(String actor) {
        return with(query.by(actor));
    }

    /** Done at that time or later. */
    public Audit from(Instant time) {
        return with(query.from(time));
    }

    /** Done before that time. */
    public Audit until(Instant time) {
        return with(query.until(time));
    }

    /** The newest {@code records} only, 1 to 10,000; 100 where nothing is said. */
    public Audit limit(int records) {
        return with(query.limit(records));
    }

    /**
     * The answer, newest first. Costs one LIST a thousand entities, one LIST and one GET a log, and a GET a record; with a
     * time, at most log2 of a log's length GETs more; with an actor, a version or an alias, the GETs of what is passed over.
     */
    public AuditTable table() {
        VersionedZone any = zone(Zone.DATASETS);
        return new AuditScan(query, any.context())
                .over(query.zones().stream().map(this::zone).toList());
    }

    @Override
    public String toString() {
        return "audit " + query;
    }

    private Audit with(AuditQuery narrower) {
        return new Audit(zones, narrower);
    }

    private VersionedZone zone(Zone zone) {
        return Objects.requireNonNull(zones.get(zone), "every zone was opened");
    }
}
