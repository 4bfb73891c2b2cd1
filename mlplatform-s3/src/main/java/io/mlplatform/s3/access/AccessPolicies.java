package io.mlplatform.s3.access;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.s3.S3Server;
import io.mlplatform.s3.access.ZonePlace.S3Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The policies that a platform's layout and roles come to on S3. Identity policies allow, bucket policies only deny: what
 * a bucket denies holds whatever else an account's administrators allow. All stay within AWS's sizes however many teams
 * there are; a {@link PolicyTooLargeException} says what is too large otherwise. Immutable; asks no server.
 */
public final class AccessPolicies {

    private final PlatformLayout layout;
    private final S3Prefix opened;
    private final PolicyLanguage language;

    private AccessPolicies(PlatformLayout layout, S3Prefix opened, PolicyLanguage language) {
        this.layout = layout;
        this.opened = opened;
        this.language = language;
    }

    /**
     * Policies for a platform on a server.
     *
     * @param opened the location that the platform is opened at, such as {@code s3://acme-ml}
     */
    public static AccessPolicies of(PlatformLayout layout, String opened, S3Server target) {
        return new AccessPolicies(layout, S3Prefix.of(opened), PolicyLanguage.of(target));
    }

    /** The guards that a bucket policy for that server is without, and why. */
    public static List<NotEnforced> notEnforced(S3Server target) {
        return Arrays.stream(Guard.values())
                .flatMap(guard -> guard.whyNot(PolicyLanguage.of(target)).stream()
                        .map(reason -> new NotEnforced(guard.word(), reason)))
                .toList();
    }

    /**
     * What a role may do. Where principals have tags, one document of one name serves that kind of role in every team;
     * elsewhere, and for custom roles, it is the role's own.
     */
    public PolicyDocument identity(Role role) {
        return checked(
                PolicyKind.IDENTITY,
                PolicyDocument.of(
                        name(identityName(role)), new IdentityPolicy(role, layout, opened, language).statements()));
    }

    /** What a bucket of the platform denies to everyone. */
    public PolicyDocument bucket(String bucket) {
        GuardedBucket guarded = GuardedBucket.of(bucket, layout, opened, language);
        List<IamStatement> statements = new ArrayList<>();
        for (Guard guard : Guard.values()) {
            if (guard.whyNot(language).isEmpty()) {
                statements.addAll(guard.statements(guarded));
            }
        }
        return checked(PolicyKind.BUCKET, PolicyDocument.of(name("bucket-" + bucket), statements));
    }

    /** Who may use a key, named as the layout does; for AWS. */
    public PolicyDocument key(String kmsKey) {
        return checked(
                PolicyKind.KEY,
                PolicyDocument.of(name("key-" + kmsKey), new KeyPolicy(layout, opened).statements(kmsKey)));
    }

    /** Who may take a role on: users, roles or accounts by ARN, or services; none by wildcard. */
    public PolicyDocument trust(Role role, Collection<String> principals) {
        return checked(
                PolicyKind.TRUST,
                PolicyDocument.of(name("trust-" + role.name()), List.of(TrustPolicy.statement(principals))));
    }

    // The sizes are AWS's; Ceph 16 took policies of 600 KB.
    private PolicyDocument checked(PolicyKind kind, PolicyDocument document) {
        return language.isFull() ? kind.checked(document) : document;
    }

    private String identityName(Role role) {
        if (!Grant.isShared(role, language)) {
            return role.name();
        }
        return role.kind() + (role.pipeline().isPresent() ? "-of-pipeline" : "");
    }

    private String name(String what) {
        return layout.organisation() + "-" + layout.environment() + "-" + what;
    }
}
