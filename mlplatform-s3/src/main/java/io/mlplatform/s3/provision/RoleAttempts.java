package io.mlplatform.s3.provision;

import io.mlplatform.AliasName;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.internal.Ids;
import io.mlplatform.internal.Keys;
import io.mlplatform.layout.Permission;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.store.StoreLocation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All that is tried for one role: every act, in every place, on entities of its own and of others, none of which exist. */
final class RoleAttempts {

    // A name that a team may have, where the layout knows no other.
    private static final String NO_TEAM = "preflight-other";
    private static final long NEVER_REACHED = Keys.MAX_SEQ;

    private static final AliasName ALIAS = AliasName.of("production");

    private final Role role;
    private final PlatformLayout layout;
    private final Ids ids;

    RoleAttempts(Role role, PlatformLayout layout, Ids ids) {
        this.role = role;
        this.layout = layout;
        this.ids = ids;
    }

    /** On the entities of one place. */
    List<Attempt> in(ZoneFolder folder, StoreLocation root, String bucket) {
        List<Attempt> attempts = new ArrayList<>();
        for (EntityName entity : entities(folder)) {
            for (ProbedAct act : ProbedAct.values()) {
                attempts.add(attempt(act, entity, folder, root, bucket));
            }
        }
        return attempts;
    }

    /** True where the role writes in a place, and so may try it. */
    boolean writes(ZoneFolder folder) {
        return entities(folder).stream().anyMatch(entity -> isGiven(ProbedAct.PUT_FILE, folder, entity));
    }

    // What the role's permissions name, and of each team that is looked at one that no one else has.
    private List<EntityName> entities(ZoneFolder folder) {
        Set<String> scopes = new LinkedHashSet<>();
        role.permissions().stream()
                .filter(permission -> permission.zone() == folder.zone())
                .filter(permission -> !permission.scope().isEmpty())
                .filter(permission -> folder.team().isEmpty() || folder.team().equals(permission.team()))
                .forEach(permission -> scopes.add(permission.scope()));
        folder.team().map(Stream::of).orElseGet(this::teams).forEach(team -> scopes.add(team + "/"));
        return scopes.stream().map(this::in).toList();
    }

    private Stream<String> teams() {
        String own =
                role.team().orElseGet(() -> layout.teams().stream().findFirst().orElse(NO_TEAM + "-too"));
        String other = layout.teams().stream()
                .filter(team -> !team.equals(own))
                .findFirst()
                .orElse(NO_TEAM);
        return Stream.of(own, other);
    }

    private EntityName in(String scope) {
        return EntityName.of(scope.endsWith("/") ? scope + "preflight-" + ids.ulid() : scope);
    }

    private Attempt attempt(ProbedAct act, EntityName entity, ZoneFolder folder, StoreLocation root, String bucket) {
        Need need = isGiven(act, folder, entity) ? Need.NEEDED : Need.FORBIDDEN;
        String scope = entity.value().substring(0, entity.value().lastIndexOf('/') + 1);
        String what = act + " of " + scope + "* in " + folder.name();
        Attempt attempt = Attempt.of(need, what, act.verb(), bucket, key(act, entity, folder, root));
        if (act.verb() != ProbedAct.Verb.READ) {
            return attempt;
        }
        return attempt.with(new Discovery(root, scope, folderOf(act, root, entity)));
    }

    private static String folderOf(ProbedAct act, StoreLocation root, EntityName entity) {
        Keys keys = new Keys(root, entity);
        String folder = act == ProbedAct.READ_ENTRY
                ? keys.log().prefix()
                : keys.data("").prefix().replaceFirst("/$", "");
        return folder.substring(root.below(entity.value()).prefix().length());
    }

    private String key(ProbedAct act, EntityName entity, ZoneFolder folder, StoreLocation root) {
        Keys keys = new Keys(root, entity);
        String txn = ids.ulid();
        return switch (act) {
            case LIST -> root.below(entity.value()).prefix();
            case LIST_LOG -> keys.log().prefix();
            case READ_FILE, PUT_FILE, OVERWRITE_FILE, TAG_FILE, DELETE_FILE ->
                keys.data(txn, "preflight").value();
            case PUT_MANIFEST -> keys.document(txn, Digest.of(txn)).value();
            case READ_ENTRY, PUT_ENTRY, OVERWRITE_ENTRY, DELETE_ENTRY -> noEntry(keys.log(), txn);
            case PUT_INDEX, OVERWRITE_INDEX -> keys.version(NEVER_REACHED).value();
            case PUT_MARKER -> keys.entityMarker().value();
            case PUT_LINEAGE ->
                Keys.lineage(root, input(folder), folder.zone(), entity, NEVER_REACHED)
                        .value();
            case PUT_EXPORT -> keys.currentExport(txn).value();
            case PUT_ALIAS, DELETE_ALIAS -> noEntry(keys.aliasLog(ALIAS), txn);
        };
    }

    // No place of the log: should a server ever do what it is asked here, readers pass over it.
    private static String noEntry(StoreLocation log, String txn) {
        return log.key("preflight-" + txn).value();
    }

    private PinnedRef input(ZoneFolder folder) {
        EntityName used = EntityName.of(role.team().orElse(NO_TEAM) + "/preflight-" + ids.ulid());
        return new PinnedRef(folder.zone(), used, 1, Digest.of(new byte[0]));
    }

    private boolean isGiven(ProbedAct act, ZoneFolder folder, EntityName entity) {
        return role.permissions().stream()
                .anyMatch(permission -> permission.zone() == folder.zone()
                        && act.isGivenBy(permission.action())
                        && isInScope(permission, entity));
    }

    private static boolean isInScope(Permission permission, EntityName entity) {
        String scope = permission.scope();
        return scope.isEmpty()
                || (scope.endsWith("/")
                        ? entity.value().startsWith(scope)
                        : entity.value().equals(scope));
    }
}
