package io.mlplatform.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.layout.Action;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.Permission;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.S3Server;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicySizeTest {

    private static final String OPENED = "s3://acme-prod-platform";

    @Test
    void allPoliciesOfFiftyTeamsFitInBucketsOfTheirOwnAndInOne() {
        for (PlatformLayout layout : List.of(Layouts.buckets(), Layouts.oneBucket(), restrictedEverywhere())) {
            for (S3Server target : List.of(S3Server.AWS)) {
                AccessPolicies policies = AccessPolicies.of(layout, OPENED, target);
                for (String team : layout.teams()) {
                    Layouts.roles(team).forEach(role -> assertThat(size(policies.identity(role)))
                            .as("%s for %s", role.name(), target)
                            .isLessThanOrEqualTo(6_144));
                }
                buckets(layout).forEach(bucket -> assertThat(size(policies.bucket(bucket)))
                        .isLessThanOrEqualTo(20_480));
            }
            assertThat(size(AccessPolicies.of(layout, OPENED, S3Server.AWS).key(Layouts.KEY)))
                    .isLessThanOrEqualTo(32_768);
        }
    }

    @Test
    void aBucketPolicyIsAsLargeForOneTeamAsForFifty() {
        PlatformLayout few = PlatformLayout.foldersOfOne().withTeam("growth");
        PlatformLayout many = PlatformLayout.foldersOfOne().withTeam(Layouts.teams());

        assertThat(AccessPolicies.of(few, OPENED, S3Server.AWS).bucket("acme-prod-platform"))
                .isEqualTo(AccessPolicies.of(many, OPENED, S3Server.AWS).bucket("acme-prod-platform"));
    }

    @Test
    void oneDocumentServesAKindOfRoleInEveryTeam() {
        AccessPolicies policies = AccessPolicies.of(Layouts.buckets(), OPENED, S3Server.AWS);

        List<PolicyDocument> documents = Arrays.stream(Layouts.teams())
                .flatMap(team -> Layouts.roles(team).stream())
                .map(policies::identity)
                .distinct()
                .toList();

        assertThat(documents).hasSize(9);
        assertThat(documents).extracting(PolicyDocument::name).doesNotHaveDuplicates();
        assertThat(documents).noneMatch(document -> document.json().contains("growth"));
    }

    @Test
    void aServerWithoutTagsOfPrincipalsGetsADocumentARoleWithoutVariables() {
        AccessPolicies policies = AccessPolicies.of(Layouts.oneBucket(), OPENED, S3Server.CEPH_RGW);
        List<Role> roles = Stream.of("growth", "growth-eu")
                .flatMap(team -> Layouts.roles(team).stream())
                .distinct()
                .toList();

        List<PolicyDocument> documents = roles.stream().map(policies::identity).toList();

        assertThat(documents).extracting(PolicyDocument::name).doesNotHaveDuplicates();
        assertThat(documents).noneMatch(document -> document.json().contains("${"));
        assertThat(policies.bucket("acme-prod-platform").json())
                .doesNotContain("${")
                .doesNotContain("Null")
                .doesNotContain("StringNot");
    }

    @Test
    void aPolicyThatIsTooLargeIsRefusedWithTheLimitAndAdvice() {
        Permission[] everywhere = Arrays.stream(Zone.values())
                .map(zone -> Permission.to(Action.WRITE, zone, "growth/a-pipeline-with-a-rather-long-name/"))
                .toArray(Permission[]::new);
        PlatformLayout layout = PlatformLayout.foldersOfOne();
        String deep = "s3://acme-prod-platform/" + "a-folder-with-a-rather-long-name/".repeat(3) + "lake";

        assertThatThrownBy(() -> AccessPolicies.of(layout, deep, S3Server.AWS).identity(Role.custom("all", everywhere)))
                .isInstanceOf(PolicyTooLargeException.class)
                .hasMessageContaining("6,144")
                .hasMessageContaining("split the role");
        List<String> principals = IntStream.range(0, 60)
                .mapToObj(i -> "arn:aws:iam::111122223333:user/data-scientist-" + i)
                .toList();
        assertThatThrownBy(() -> AccessPolicies.of(layout, OPENED, S3Server.AWS).trust(Role.auditor(), principals))
                .isInstanceOf(PolicyTooLargeException.class)
                .hasMessageContaining("2,048");
    }

    @Test
    void everyStatementIsNamedAsThePlatformsAndOnlyOnce() {
        AccessPolicies policies = AccessPolicies.of(Layouts.oneBucket(), OPENED, S3Server.AWS);
        List<PolicyDocument> documents = Stream.concat(
                        Layouts.roles("growth").stream().map(policies::identity),
                        Stream.of(policies.bucket("acme-prod-platform"), policies.key(Layouts.KEY)))
                .toList();

        assertThat(documents).allSatisfy(document -> assertThat(document.sids())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(sid -> sid.matches("MlPlatform[A-Za-z0-9]+")));
    }

    private static PlatformLayout restrictedEverywhere() {
        PlatformLayout layout = Layouts.oneBucket();
        for (Zone zone : Zone.values()) {
            layout = layout.with(zone, layout.zone(zone).withClassification(Classification.RESTRICTED, Layouts.KEY));
        }
        return layout;
    }

    private static List<String> buckets(PlatformLayout layout) {
        return layout.places().stream()
                .map(place -> place.root().startsWith("s3://") ? place.root().substring(5) : "acme-prod-platform")
                .collect(Collectors.collectingAndThen(Collectors.toCollection(java.util.TreeSet::new), List::copyOf));
    }

    private static int size(PolicyDocument document) {
        return document.json().length();
    }
}
