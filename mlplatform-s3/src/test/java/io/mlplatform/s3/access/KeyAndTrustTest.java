package io.mlplatform.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.S3Server;
import io.mlplatform.testkit.policy.AccessRequest;
import io.mlplatform.testkit.policy.CallingPrincipal;
import io.mlplatform.testkit.policy.PolicyEvaluator;
import io.mlplatform.testkit.policy.PolicyKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyAndTrustTest {

    private static final String CONTEXT = "kms:EncryptionContext:aws:s3:arn";
    private static final String BUCKET = "arn:aws:s3:::acme-prod-datasets";

    private final AccessPolicies policies = AccessPolicies.of(Layouts.buckets(), Account.OPENED, S3Server.AWS);
    private final Role publisher = Role.datasetPublisher("growth");

    @Test
    void aRoleUsesTheKeyByWayOfS3ForTheZonesBucket() {
        assertThat(decrypts(publisher, throughS3(BUCKET))).isTrue();
        assertThat(decrypts(publisher, throughS3(BUCKET + "/growth/churn/data/x")))
                .isTrue();
    }

    @Test
    void noOneUsesTheKeyItselfOrForAnotherBucket() {
        assertThat(decrypts(publisher, decrypt().with(CONTEXT, BUCKET))).isFalse();
        assertThat(decrypts(publisher, throughS3("arn:aws:s3:::elsewhere"))).isFalse();
        assertThat(decrypts(publisher, throughS3(BUCKET).with("kms:ViaService", "ec2.eu-west-1.amazonaws.com")))
                .isFalse();
        assertThat(decrypts(publisher, throughS3(BUCKET + "-eu"))).isFalse();
    }

    @Test
    void aRoleThatEntersNoZoneWithTheKeyDoesNotUseIt() {
        assertThat(decrypts(Role.modelConsumer("growth"), throughS3(BUCKET))).isFalse();
    }

    @Test
    void administratorsLookAfterTheKeyButDoNotDecryptWithIt() {
        String all =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
        PolicyEvaluator administrator = PolicyEvaluator.of(CallingPrincipal.roleSession(Account.NUMBER, "admin", "s"))
                .with(PolicyKind.IDENTITY, "admin", all)
                .with(PolicyKind.RESOURCE, "key", policies.key(Layouts.KEY).json());

        assertThat(administrator
                        .decide(AccessRequest.of("kms:PutKeyPolicy", Layouts.KEY))
                        .isAllowed())
                .isTrue();
        assertThat(administrator.decide(decrypt()).isAllowed()).isFalse();
    }

    @Test
    void aKeyThatNoZoneHasOrThatIsAnAliasIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> policies.key(Layouts.OTHER_KEY));
        PlatformLayout layout = Layouts.buckets();
        PlatformLayout alias = layout.with(Zone.MODELS, layout.zone(Zone.MODELS).withKmsKey("alias/models"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        AccessPolicies.of(alias, Account.OPENED, S3Server.AWS).bucket("acme-prod-models"))
                .withMessageContaining("by the ARN of its key");
    }

    @Test
    void aBucketThatIsNoneOfThePlatformsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policies.bucket("acme-prod-experiments-nobody"))
                .withMessageContaining("none of this platform's");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessPolicies.of(Layouts.buckets(), "file:///lake", S3Server.AWS));
    }

    @Test
    void aRoleIsTakenOnByThoseNamedAndWithoutTagsOfTheirOwn() {
        String trust = policies.trust(
                        publisher, List.of("arn:aws:iam::111122223333:role/people", "codepipeline.amazonaws.com"))
                .json();

        assertThat(trust)
                .contains("\"AWS\":\"arn:aws:iam::111122223333:role/people\"")
                .contains("\"Service\":\"codepipeline.amazonaws.com\"")
                .contains("sts:AssumeRole")
                .doesNotContain("TagSession");
    }

    @Test
    void noOneIsTrustedByWildcard() {
        for (String principal : List.of("*", "arn:aws:iam::*:root", "arn:aws:iam::111122223333:role/*", "ann")) {
            assertThatIllegalArgumentException()
                    .as(principal)
                    .isThrownBy(() -> policies.trust(publisher, List.of(principal)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> policies.trust(publisher, List.of()));
    }

    private boolean decrypts(Role role, AccessRequest request) {
        CallingPrincipal session = CallingPrincipal.roleSession(Account.NUMBER, role.name(), "s");
        for (Map.Entry<String, String> tag : role.tags().entrySet()) {
            session = session.withTag(tag.getKey(), tag.getValue());
        }
        return PolicyEvaluator.of(session)
                .with(PolicyKind.IDENTITY, role.name(), policies.identity(role).json())
                .with(PolicyKind.RESOURCE, "key", policies.key(Layouts.KEY).json())
                .decide(request)
                .isAllowed();
    }

    private static AccessRequest throughS3(String arn) {
        return decrypt().with("kms:ViaService", "s3.eu-west-1.amazonaws.com").with(CONTEXT, arn);
    }

    private static AccessRequest decrypt() {
        return AccessRequest.of("kms:Decrypt", Layouts.KEY).with("kms:CallerAccount", Account.NUMBER);
    }
}
