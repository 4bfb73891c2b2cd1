package io.mlplatform.s3.provision;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.internal.Ids;
import io.mlplatform.internal.Keys;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Versioning;
import io.mlplatform.s3.access.AccessPolicies;
import io.mlplatform.s3.access.NotEnforced;
import io.mlplatform.s3.internal.ControlPlane;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.StoreLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tries with the credentials at hand what a role needs and what it must not have. Nothing that exists is changed: only
 * where the role writes, a race for put-if-absent leaves a key below {@code _probe/}. For one thread, once.
 */
final class Preflight {

    private static final String GUARD_OF_OVERWRITING = "put-if-absent";

    private final Role role;
    private final PlatformLayout layout;
    private final ControlPlane control;
    private final StoreLocation opened;
    private final Requests requests;
    private final RoleAttempts attempts;
    private final DocumentedRights documented;
    private final Ids ids;
    private final List<Probe> probes = new ArrayList<>();

    Preflight(Role role, PlatformLayout layout, ControlPlane control, StoreLocation opened, Ids ids) {
        this.role = role;
        this.layout = layout;
        this.control = control;
        this.opened = opened;
        this.requests = new Requests(control, layout.account());
        this.attempts = new RoleAttempts(role, layout, ids);
        this.ids = ids;
        AccessPolicies policies =
                AccessPolicies.of(layout, "s3://" + control.bucket() + "/" + opened.prefix(), control.server());
        boolean plain = control.parameters().getOrDefault("endpoint", "").startsWith("http:");
        this.documented = new DocumentedRights(role, layout, policies, plain ? "http" : "https");
    }

    PreflightReport report() {
        String layoutKey = Keys.layout(opened).value();
        tryOut(Attempt.of(Need.NEEDED, "read the layout", ProbedAct.Verb.READ, control.bucket(), layoutKey), false);
        tryOut(
                Attempt.of(Need.FORBIDDEN, "put the layout", ProbedAct.Verb.PUT_NEW, control.bucket(), layoutKey),
                false);
        for (Bucket bucket : Buckets.of(layout, control.bucket(), opened).all(layout, requests)) {
            bucket.folders().forEach(folder -> tryOut(bucket, folder));
        }
        return new PreflightReport(role.name(), probes);
    }

    private void tryOut(Bucket bucket, ZoneFolder folder) {
        StoreLocation root = new StoreLocation(control.store(bucket.name(), layout.account()), folder.prefix());
        boolean keepsVersions = bucket.desired().versioning() == Versioning.ON;
        attempts.in(folder, root, bucket.name()).forEach(attempt -> tryOut(attempt, keepsVersions));
        if (attempts.writes(folder)) {
            race(folder, root, bucket.name());
        }
    }

    private void tryOut(Attempt attempt, boolean keepsVersions) {
        ProbeRequests.Outcome outcome;
        try {
            outcome = new ProbeRequests(requests).of(attempt, keepsVersions);
        } catch (SdkException e) {
            throw requests.failure(e, attempt.verb().right(), new Tried(attempt.resource()));
        }
        add(attempt, answer(attempt, outcome.answer()), outcome.words());
    }

    // A put without condition, where the role may put: only a guard would stop it, and not every server has that.
    private ProbeAnswer answer(Attempt attempt, ProbeAnswer answer) {
        boolean overwrites = attempt.need() == Need.FORBIDDEN && attempt.verb() == ProbedAct.Verb.PUT_OVER;
        boolean unguarded = overwrites
                && answer == ProbeAnswer.ALLOWED
                && whyNotGuarded().isPresent()
                && documented.allowing(attempt).isPresent()
                && documented.denying(attempt).isEmpty();
        return unguarded ? ProbeAnswer.NOT_ENFORCED : answer;
    }

    private Optional<String> whyNotGuarded() {
        return AccessPolicies.notEnforced(control.server()).stream()
                .filter(guard -> guard.guard().equals(GUARD_OF_OVERWRITING))
                .map(NotEnforced::reason)
                .findFirst();
    }

    private void race(ZoneFolder folder, StoreLocation root, String bucket) {
        Supplier<ObjectKey> keys = () -> Keys.probe(root, ids.ulid());
        ObjectKey first = keys.get();
        List<ObjectKey> raced = new ArrayList<>();
        Attempt attempt = Attempt.of(
                Need.NEEDED,
                "be the only one of several to put one key, in " + folder.name(),
                ProbedAct.Verb.PUT_NEW,
                bucket,
                first.value());
        try {
            long winners = ConditionalPuts.winners(root.store(), () -> {
                raced.add(raced.isEmpty() ? first : keys.get());
                return raced.get(raced.size() - 1);
            });
            boolean one = winners == 1;
            add(
                    attempt,
                    one ? ProbeAnswer.ALLOWED : ProbeAnswer.REFUSED,
                    one ? "" : winners + " were told that they did: this bucket does not honour put-if-absent");
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof AccessDeniedException denied)) {
                throw e.getCause() instanceof MlPlatformException failure ? failure : e;
            }
            add(attempt, ProbeAnswer.REFUSED, String.valueOf(denied.getMessage()));
        }
        removeIfAllowed(root, raced);
    }

    private static void removeIfAllowed(StoreLocation root, List<ObjectKey> keys) {
        try {
            root.store().delete(keys);
        } catch (AccessDeniedException e) {
            // Roles that write do not delete; collection does.
        }
    }

    private void add(Attempt attempt, ProbeAnswer answer, String words) {
        String said = words.isEmpty() ? "" : "; the server: " + words;
        probes.add(new Probe(
                attempt.need(),
                attempt.what(),
                attempt.verb().right(),
                attempt.resource(),
                answer,
                because(attempt, answer) + said));
    }

    private String because(Attempt attempt, ProbeAnswer answer) {
        Optional<String> denying = documented.denying(attempt);
        Optional<String> allowing = documented.allowing(attempt);
        return switch (answer) {
            case ALLOWED ->
                attempt.need() == Need.NEEDED
                        ? "by " + allowing.orElse("no statement of " + documented.document())
                        : denying.map(statement ->
                                        statement + " should deny it: put that policy back (Provisioner.drift)")
                                .orElse(
                                        "no statement of the platform allows it: look for another policy of the role, and in"
                                                + " the bucket's");
            case REFUSED ->
                attempt.need() == Need.FORBIDDEN
                        ? denying.orElse("no statement of " + documented.document() + " allows it")
                        : allowing.map(statement ->
                                        statement + " should allow it: look for what was taken from that policy,"
                                                + " or denies it elsewhere (Provisioner.drift)")
                                .orElse("no statement of " + documented.document() + " allows it");
            case NOT_ENFORCED ->
                "the bucket would deny it, but " + whyNotGuarded().orElse("");
            case UNKNOWN -> "it cannot be told without effect";
        };
    }

    private record Tried(String label) implements Resource {
        @Override
        public boolean isNew() {
            return false;
        }
    }
}
