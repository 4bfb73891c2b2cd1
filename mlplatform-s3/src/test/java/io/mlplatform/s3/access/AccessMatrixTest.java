package io.mlplatform.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.layout.Action;
import io.mlplatform.layout.Permission;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each role against each operation on each kind of key, own and others', in every zone: only what its permissions say. */
class AccessMatrixTest {

    private static final String TXN = "01jd9xk3c0q8v5w2m7n4p6r1st";
    private static final String ENTRY = "9999999999-0000000000.json";
    private static final List<String> OWNERS = List.of("growth", "growth-eu", "risk");

    /** The key of an entity {@code <owner>/churn/x}, and which action of the layout puts it, if any does. */
    private enum Kind {
        DATA(Action.WRITE, owner -> owner + "/churn/x/data/" + TXN + "/part-0.parquet"),
        MANIFEST(Action.WRITE, owner -> owner + "/churn/x/_manifests/" + TXN + "/ab.json.gz"),
        LOG(Action.WRITE, owner -> owner + "/churn/x/_log/" + ENTRY),
        INDEX(Action.WRITE, owner -> owner + "/churn/x/_versions/0000000001.json"),
        EXPORT(Action.WRITE, owner -> owner + "/churn/x/_exports/current/source.zip"),
        HEAD_COPY(Action.WRITE, owner -> owner + "/churn/x/_head.json"),
        ALIAS(Action.ASSIGN_PROTECTED, owner -> owner + "/churn/x/_aliases/production/" + ENTRY),
        DISGUISED_ALIAS(Action.ASSIGN_PROTECTED, owner -> owner + "/churn/x/_aliases/production/_log/" + ENTRY),
        SIGNATURE(null, owner -> owner + "/churn/x/_signatures/0000000001.sig"),
        MARKER(Action.WRITE, owner -> "_entities/" + owner + "!churn!x");

        private final Optional<Action> putBy;
        private final Function<String, String> key;

        @SuppressWarnings("NullAway")
        Kind(Action putBy, Function<String, String> key) {
            this.putBy = Optional.ofNullable(putBy);
            this.key = key;
        }

        boolean isOfTheRecord() {
            return List.of(LOG, INDEX, HEAD_COPY, ALIAS, DISGUISED_ALIAS, MARKER)
                    .contains(this);
        }

        boolean isDeletable() {
            return !List.of(LOG, ALIAS, DISGUISED_ALIAS, SIGNATURE).contains(this);
        }

        boolean isOverwritten() {
            return this == EXPORT || this == HEAD_COPY;
        }
    }

    @Test
    void everyCellIsAsDesignedInBucketsOfTheirOwn() {
        everyCell(Layouts.buckets());
    }

    @Test
    void everyCellIsAsDesignedInOneBucketWithARestrictedZone() {
        everyCell(Layouts.oneBucket());
    }

    private static void everyCell(PlatformLayout layout) {
        Account account = new Account(layout);
        TreeMap<String, String> wrong = new TreeMap<>();
        int cells = 0;
        for (Role role : roles()) {
            Account.Caller caller = account.as(role);
            for (Zone zone : Zone.values()) {
                for (String owner : OWNERS) {
                    String bucket = bucket(layout, zone, owner);
                    for (Kind kind : Kind.values()) {
                        String key = prefix(layout, zone, owner) + kind.key.apply(owner);
                        String cell = role.name() + " " + zone + " " + kind + " of " + owner;
                        boolean puts = mayPut(role, zone, owner, kind);
                        check(wrong, cell + " get", caller.gets(bucket, key), mayGet(role, zone, owner, kind));
                        check(wrong, cell + " put", caller.puts(bucket, key), puts);
                        check(wrong, cell + " overwrite", caller.overwrites(bucket, key), puts && kind.isOverwritten());
                        check(wrong, cell + " delete", caller.deletes(bucket, key), mayDelete(role, zone, kind));
                        cells += 4;
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cells).isEqualTo(roles().size() * 5 * 3 * Kind.values().length * 4);
    }

    private static void check(TreeMap<String, String> wrong, String cell, boolean actual, boolean designed) {
        if (actual != designed) {
            wrong.put(cell, actual ? "allowed" : "denied");
        }
    }

    private static boolean mayGet(Role role, Zone zone, String owner, Kind kind) {
        // The entity's marker is empty: it is listed, and read only with all of a zone or with its log.
        boolean inFolder = kind != Kind.MARKER;
        return has(role, Action.READ, zone, "")
                || (inFolder && has(role, Action.READ, zone, owner))
                || (kind.isOfTheRecord() && has(role, Action.READ_LOG, zone, owner));
    }

    private static boolean mayPut(Role role, Zone zone, String owner, Kind kind) {
        boolean appends = kind == Kind.LOG
                && (has(role, Action.ASSIGN_PROTECTED, zone, owner) || has(role, Action.DELETE, zone, owner));
        return appends
                || kind.putBy.filter(action -> has(role, action, zone, owner)).isPresent();
    }

    private static boolean mayDelete(Role role, Zone zone, Kind kind) {
        return kind.isDeletable() && has(role, Action.DELETE, zone, "");
    }

    private static boolean has(Role role, Action action, Zone zone, String owner) {
        return role.permissions().stream()
                .filter(permission -> permission.action() == action && permission.zone() == zone)
                .map(Permission::scope)
                .anyMatch(scope -> scope.isEmpty() || (owner + "/churn/x").startsWith(scope) && !owner.isEmpty());
    }

    private static List<Role> roles() {
        List<Role> roles = new ArrayList<>(Layouts.roles("growth"));
        roles.add(Role.automation("growth", "other"));
        roles.add(Role.custom(
                "scoring",
                Permission.to(Action.READ, Zone.MODELS, "risk/"),
                Permission.to(Action.READ, Zone.DATASETS, "growth/churn/x"),
                Permission.to(Action.WRITE, Zone.DATASETS, "growth/churn/x")));
        roles.add(Role.custom(
                "releasing",
                Permission.to(Action.READ, Zone.DATASETS, "growth/"),
                Permission.to(Action.ASSIGN_PROTECTED, Zone.DATASETS, "growth/churn/")));
        roles.add(Role.custom(
                "sweeping", Permission.to(Action.READ, Zone.PIPELINES), Permission.to(Action.DELETE, Zone.PIPELINES)));
        roles.add(Role.custom("inspecting", Permission.to(Action.READ_LOG, Zone.EXPERIMENTS, "growth/")));
        return roles;
    }

    static String bucket(PlatformLayout layout, Zone zone, String owner) {
        String root = layout.root(zone, owner);
        return root.startsWith("s3://") ? root.substring(5) : "acme-prod-platform";
    }

    static String prefix(PlatformLayout layout, Zone zone, String owner) {
        String root = layout.root(zone, owner);
        return root.startsWith("s3://") ? "" : root + "/";
    }

    @Test
    void everyRoleReadsTheLayoutAndNoneWritesIt() {
        Account account = new Account(Layouts.buckets());

        assertThat(Stream.concat(roles().stream(), Layouts.roles("risk").stream())
                        .map(account::as))
                .allMatch(caller -> caller.gets("acme-prod-platform", "_platform/layout.json"))
                .noneMatch(caller -> caller.puts("acme-prod-platform", "_platform/layout.json"));
    }
}
