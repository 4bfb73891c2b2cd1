package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.internal.Ids;
import io.mlplatform.internal.Ulids;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.Place;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.S3Server;
import io.mlplatform.s3.access.AccessPolicies;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.testkit.policy.AccessRequest;
import io.mlplatform.testkit.policy.CallingPrincipal;
import io.mlplatform.testkit.policy.Decision;
import io.mlplatform.testkit.policy.PolicyEvaluator;
import io.mlplatform.testkit.policy.PolicyKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a preflight reads from the documents for AWS is what AWS's rules decide, and what the role is meant to have. */
class DocumentedRightsTest {

    private static final String ACCOUNT = "111122223333";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final MemoryStore STORE = new MemoryStore(Clock.systemUTC());
    private static final Ids IDS = new Ulids(Clock.systemUTC(), new Random(4));

    static Stream<Arguments> platforms() {
        PlatformLayout folders = owned(PlatformLayout.foldersOfOne());
        return Stream.of(
                        owned(PlatformLayout.buckets("acme", "prod")),
                        folders,
                        folders.with(
                                Zone.EXPERIMENTS,
                                folders.zone(Zone.EXPERIMENTS).withClassification(Classification.RESTRICTED, KEY)))
                .flatMap(layout -> DesignedAccess.roles("growth", "train").stream()
                        .map(role -> Arguments.of(role.name(), role, layout)));
    }

    private static PlatformLayout owned(PlatformLayout layout) {
        return layout.withTeam("growth", "risk").ownedBy(ACCOUNT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("platforms")
    void everyAttemptIsDecidedAsTheEvaluatorDoesAndAsIsMeant(String name, Role role, PlatformLayout layout) {
        AccessPolicies policies = AccessPolicies.of(layout, "s3://acme-prod-ml", S3Server.AWS);
        DocumentedRights documented = new DocumentedRights(role, layout, policies, "https");
        List<String> wrong = new ArrayList<>();
        List<Attempt> attempts = attempts(role, layout);
        for (Attempt attempt : attempts) {
            boolean here = documented.denying(attempt).isEmpty()
                    && documented.allowing(attempt).isPresent();
            Decision decision = decide(role, policies, attempt);
            if (here != decision.isAllowed() || here != (attempt.need() == Need.NEEDED)) {
                wrong.add(attempt + ": " + here + ", " + decision);
            }
            decision.statement()
                    .flatMap(statement -> statement.sid())
                    .filter(sid -> !decision.isAllowed())
                    .ifPresent(sid -> assertThat(documented.denying(attempt)).isPresent());
        }
        assertThat(wrong).isEmpty();
        assertThat(attempts).hasSizeGreaterThanOrEqualTo(5 * 2 * ProbedAct.values().length);
    }

    private static List<Attempt> attempts(Role role, PlatformLayout layout) {
        List<Attempt> attempts = new ArrayList<>();
        for (Place place : layout.places()) {
            boolean below = !place.root().contains(":");
            BucketPlace where = BucketPlace.of(below ? "s3://acme-prod-ml/" + place.root() : place.root());
            ZoneFolder folder = new ZoneFolder(place.zone(), place.team(), where.prefix(), layout.zone(place.zone()));
            StoreLocation root = new StoreLocation(STORE, where.prefix());
            attempts.addAll(new RoleAttempts(role, layout, IDS).in(folder, root, where.bucket()));
        }
        return attempts;
    }

    private static Decision decide(Role role, AccessPolicies policies, Attempt attempt) {
        CallingPrincipal session = CallingPrincipal.roleSession(ACCOUNT, role.name(), "session");
        for (Map.Entry<String, String> tag : role.tags().entrySet()) {
            session = session.withTag(tag.getKey(), tag.getValue());
        }
        AccessRequest request = AccessRequest.of(attempt.verb().right(), attempt.resource())
                .with("aws:SecureTransport", "true")
                .with("aws:ResourceAccount", ACCOUNT);
        for (Map.Entry<String, String> key : attempt.context().entrySet()) {
            request = request.with(key.getKey(), key.getValue());
        }
        return PolicyEvaluator.of(session)
                .with(PolicyKind.IDENTITY, "identity", policies.identity(role).json())
                .with(
                        PolicyKind.RESOURCE,
                        attempt.bucket(),
                        policies.bucket(attempt.bucket()).json())
                .decide(request);
    }
}
