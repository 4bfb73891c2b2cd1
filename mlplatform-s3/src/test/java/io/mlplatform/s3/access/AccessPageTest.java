package io.mlplatform.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.layout.Action;
import io.mlplatform.layout.Permission;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page's tables are what the code does. */
class AccessPageTest {

    private static final String PAGE = page();

    @Test
    void theTableOfRolesIsWhatTheyMayDo() {
        List<Role> roles = new ArrayList<>(Layouts.roles("growth"));

        assertThat(PAGE)
                .contains(header() + roles.stream().map(AccessPageTest::row).collect(Collectors.joining()));
    }

    @Test
    void everyGuardIsInTheTableByItsStatements() {
        Set<String> sids = new TreeSet<>();
        for (String bucket : List.of("acme-prod-platform", "acme-prod-experiments-growth", "acme-prod-pipelines")) {
            boolean one = bucket.equals("acme-prod-platform");
            sids.addAll(AccessPolicies.of(one ? Layouts.oneBucket() : Layouts.buckets(), Account.OPENED, S3Server.AWS)
                    .bucket(bucket)
                    .sids());
        }

        assertThat(sids).allSatisfy(sid -> assertThat(PAGE)
                .contains("`" + sid.substring(PolicyDocument.SID_PREFIX.length()) + "`"));
    }

    @Test
    void whatCephCannotEnforceIsListedWithItsReason() {
        List<NotEnforced> missing = AccessPolicies.notEnforced(S3Server.CEPH_RGW);

        assertThat(missing).isNotEmpty();
        assertThat(AccessPolicies.notEnforced(S3Server.AWS)).isEmpty();
        assertThat(missing)
                .allSatisfy(guard -> assertThat(PAGE).contains("| " + guard.guard() + " | " + guard.reason()));
    }

    private static String header() {
        String zones = Arrays.stream(Zone.values()).map(Zone::word).collect(Collectors.joining(" | "));
        return "| role | " + zones + " |\n|---|" + "---|".repeat(Zone.values().length) + "\n";
    }

    private static String row(Role role) {
        String kind = role.kind().word() + (role.pipeline().isPresent() ? " of one pipeline" : "");
        return "| " + kind
                + Arrays.stream(Zone.values())
                        .map(zone -> " | " + cell(role, zone))
                        .collect(Collectors.joining())
                + " |\n";
    }

    private static String cell(Role role, Zone zone) {
        return Arrays.stream(Action.values())
                .flatMap(action -> role.permissions().stream()
                        .filter(permission -> permission.zone() == zone && permission.action() == action))
                .map(permission -> permission.action() + " " + extent(permission))
                .collect(Collectors.joining(", "));
    }

    private static String extent(Permission permission) {
        return permission.scope().isEmpty() ? "all" : permission.scope().equals("growth/") ? "own" : "own pipeline";
    }

    private static String page() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.resolve("..").normalize();
        }
        try {
            return Files.readString(folder.resolve("docs/access.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
