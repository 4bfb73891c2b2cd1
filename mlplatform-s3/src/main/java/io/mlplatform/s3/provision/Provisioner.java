package io.mlplatform.s3.provision;

import io.mlplatform.MlPlatform;
import io.mlplatform.UnsupportedStoreException;
import io.mlplatform.internal.Ids;
import io.mlplatform.internal.StoreProviders;
import io.mlplatform.internal.Ulids;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.RoleKind;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.s3.internal.ControlPlane;
import io.mlplatform.s3.internal.S3Control;
import io.mlplatform.store.StoreLocation;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the buckets, roles and layout of a platform up, on S3 or a server that speaks its protocol, and tells what differs.
 * It asks only for what is missing and tightens: nothing is loosened unasked, nothing is ever deleted, and what others have
 * put there stays. Interrupted anywhere, the next call does the rest. Run by an administrator; for one thread.
 *
 * <p>What a server lacks is listed in each plan and report, with the reason.
 */
public final class Provisioner implements AutoCloseable {

    private final StoreLocation opened;
    private final Optional<PlatformLayout> wanted;
    private final PlatformLayout ifNone;
    private final ControlPlane control;
    private final Ids ids;
    private final Runnable onClose;
    private final List<String> principals = new ArrayList<>();
    private final List<Role> extraRoles = new ArrayList<>();

    Provisioner(
            StoreLocation opened,
            Optional<PlatformLayout> wanted,
            PlatformLayout ifNone,
            ControlPlane control,
            Ids ids,
            Runnable onClose) {
        this.opened = opened;
        this.wanted = wanted;
        this.ifNone = ifNone;
        this.control = control;
        this.ids = ids;
        this.onClose = onClose;
    }

    /** For a platform that is open, with its credentials and its stored layout; close this first. */
    public static Provisioner of(MlPlatform ml) {
        StoreLocation opened = PlatformAccess.location(ml);
        if (!(opened.store() instanceof S3Store store)) {
            throw new UnsupportedStoreException(
                    opened.toString(), "only buckets on S3 are provisioned; nothing is to be set up here");
        }
        Ids ids = PlatformAccess.zone(ml, Zone.DATASETS).context().ids();
        return new Provisioner(opened, Optional.empty(), ml.layout(), S3Control.of(store), ids, () -> {});
    }

    /**
     * For a platform whose buckets need not exist yet.
     *
     * @param location where it will be opened, such as {@code s3://acme-ml?region=eu-west-1}; its bucket is one of the
     *     platform's, and holds the layout
     * @param layout what is wanted; teams on-boarded since stay
     */
    public static Provisioner at(String location, PlatformLayout layout) {
        StoreLocation opened = StoreProviders.open(location);
        return at(opened, layout);
    }

    /** The same with other settings than a location has words for. */
    public static Provisioner at(String location, PlatformLayout layout, S3Settings settings) {
        BucketPlace place = BucketPlace.of(location);
        return at(new StoreLocation(S3Store.open(place.bucket(), settings), place.prefix()), layout);
    }

    private static Provisioner at(StoreLocation opened, PlatformLayout layout) {
        if (!(opened.store() instanceof S3Store store)) {
            opened.store().close();
            throw new UnsupportedStoreException(opened.toString(), "only buckets on S3 are provisioned");
        }
        Ids ids = new Ulids(Clock.systemUTC(), new SecureRandom());
        return new Provisioner(opened, Optional.of(layout), layout, S3Control.of(store), ids, store::close);
    }

    /**
     * Roles can be taken on by these: users, roles or accounts by ARN, or services. By all of the account that runs this
     * otherwise, and on Ceph's gateway, which has no accounts, by the user who runs this.
     */
    public Provisioner trusting(String... arns) {
        principals.addAll(List.of(arns));
        return this;
    }

    /** These roles besides those that every team has. */
    public Provisioner withRoles(Role... roles) {
        extraRoles.addAll(List.of(roles));
        return this;
    }

    /** What {@link #apply()} would change now, and what it would not, since that loosens. Changes nothing. */
    public ProvisioningPlan plan() {
        return walk(Ledger.look(), stored(), true).plan();
    }

    /** Adds what is missing and tightens what is too loose. */
    public ProvisioningReport apply() {
        return apply(Loosening.REFUSED);
    }

    /** The same, and what loosens too where that is allowed. */
    public ProvisioningReport apply(Loosening loosening) {
        return walk(Ledger.apply(loosening), stored(), true).report();
    }

    /** How what is there differs from the stored layout, in either direction. Changes nothing. */
    public Drift drift() {
        return walk(Ledger.look(), stored(), false).drift();
    }

    /**
     * Adds a team: to the stored layout, then its buckets and its roles. May be called again, and finishes what an earlier
     * call has begun.
     */
    public OnboardedTeam onboard(String team) {
        Optional<PlatformLayout> stored = stored();
        // The stored one: where the wanted one loosens besides, that change is refused, and the team's with it.
        PlatformLayout layout = layout(stored, false).withTeam(team);
        Ledger ledger = Ledger.apply(Loosening.REFUSED);
        Walk walk = new Walk(control, opened, layout, ledger, ids);
        // The opened bucket first, since the layout is in it; then the layout, by which others see the team coming.
        walk.openedBucket();
        walk.layout(stored);
        walk.otherBuckets(folder -> folder.team().isEmpty() || folder.team().equals(Optional.of(team)));
        walk.owner();
        List<Role> roles = roles(layout).stream()
                .filter(role -> role.team().isEmpty() || role.team().equals(Optional.of(team)))
                .toList();
        Map<RoleKind, String> arns = new EnumMap<>(RoleKind.class);
        walk.roles(roles, principals()).forEach(role -> role.stored()
                .ifPresent(iam -> arns.putIfAbsent(role.role().kind(), iam.arn())));
        return new OnboardedTeam(
                team, arns, "s3://" + control.bucket() + prefix(), control.parameters(), ledger.report());
    }

    /**
     * Tries, with the credentials that the platform was opened with, what a role needs and what it must not have. Changes
     * nothing that exists; where the role writes, an empty key may be left below {@code _probe/}.
     */
    public PreflightReport preflight(Role role) {
        return new Preflight(role, layout(stored(), false), control, opened, ids).report();
    }

    /** Frees the clients made for this; the platform that it is of stays open. */
    @Override
    public void close() {
        try {
            control.close();
        } finally {
            onClose.run();
        }
    }

    @Override
    public String toString() {
        return "Provisioner of " + opened;
    }

    private Ledger walk(Ledger ledger, Optional<PlatformLayout> stored, boolean asWanted) {
        PlatformLayout layout = layout(stored, asWanted);
        Walk walk = new Walk(control, opened, layout, ledger, ids);
        walk.openedBucket();
        walk.otherBuckets(folder -> true);
        walk.owner();
        walk.roles(roles(layout), principals());
        walk.layout(stored);
        return ledger;
    }

    private Optional<PlatformLayout> stored() {
        return new StoredLayout(opened).read();
    }

    private PlatformLayout layout(Optional<PlatformLayout> stored, boolean asWanted) {
        Optional<PlatformLayout> asked = asWanted ? wanted : Optional.empty();
        return asked.map(layout ->
                        stored.map(now -> StoredLayout.merged(now, layout)).orElse(layout))
                .or(() -> stored)
                .orElse(ifNone);
    }

    private List<Role> roles(PlatformLayout layout) {
        return DesiredRole.of(layout, extraRoles).stream()
                .map(DesiredRole::role)
                .toList();
    }

    private List<String> principals() {
        return principals.isEmpty() ? List.of(control.caller()) : principals;
    }

    private String prefix() {
        return opened.prefix().isEmpty()
                ? ""
                : "/" + opened.prefix().substring(0, opened.prefix().length() - 1);
    }
}
