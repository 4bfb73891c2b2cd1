package io.mlplatform.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a bucket denies to all but the few roles whose tag says that they hold it. */
public enum Privilege {
    /** To move protected aliases. */
    APPROVE(RoleKind.APPROVER),
    /** To read logs of all teams, whatever their class: of who reads those of a whole zone. */
    AUDIT(RoleKind.AUDITOR),
    /** To delete: of who collects a whole zone. */
    COLLECT(RoleKind.COLLECTOR),
    /** To enter the pipelines zone. */
    PIPELINES(RoleKind.AUTOMATION, RoleKind.COLLECTOR, RoleKind.AUDITOR);

    private final Set<RoleKind> holders;

    Privilege(RoleKind... holders) {
        this.holders = EnumSet.copyOf(Arrays.asList(holders));
    }

    /** The values of {@value Role#KIND_TAG} that hold it; {@code *} stands for any characters. */
    public List<String> tagPatterns() {
        List<String> patterns = new ArrayList<>();
        holders.forEach(kind -> patterns.add(kind.word()));
        patterns.add(RoleKind.CUSTOM.word() + "*:" + word() + "*");
        return List.copyOf(patterns);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isFor(Permission permission) {
        return switch (this) {
            case APPROVE -> permission.action() == Action.ASSIGN_PROTECTED;
            case AUDIT -> isOfAll(permission, Action.READ_LOG);
            case COLLECT -> isOfAll(permission, Action.DELETE);
            case PIPELINES -> permission.zone() == Zone.PIPELINES;
        };
    }

    // A tag knows no scope: what is given for one entity would open all.
    private static boolean isOfAll(Permission permission, Action action) {
        return permission.action() == action && permission.scope().isEmpty();
    }
}
