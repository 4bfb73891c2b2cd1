package io.mlplatform.layout;

import static io.mlplatform.layout.Action.ASSIGN_PROTECTED;
import static io.mlplatform.layout.Action.DELETE;
import static io.mlplatform.layout.Action.READ;
import static io.mlplatform.layout.Action.READ_LOG;
import static io.mlplatform.layout.Action.WRITE;
import static io.mlplatform.layout.Zone.DATASETS;
import static io.mlplatform.layout.Zone.EXPERIMENTS;
import static io.mlplatform.layout.Zone.FEATURES;
import static io.mlplatform.layout.Zone.MODELS;
import static io.mlplatform.layout.Zone.PIPELINES;

import io.mlplatform.EntityName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rights of each kind of role; {@code docs/access.md} has them as a table. */
final class BuiltInRoles {

    private BuiltInRoles() {}

    static Role dataScientist(String team) {
        return of(
                RoleKind.DATA_SCIENTIST,
                team,
                own(READ, EXPERIMENTS, team),
                own(WRITE, EXPERIMENTS, team),
                all(READ, FEATURES),
                all(READ, DATASETS));
    }

    static Role featureOwner(String team) {
        return of(
                RoleKind.FEATURE_OWNER,
                team,
                all(READ, FEATURES),
                own(WRITE, FEATURES, team),
                all(READ, DATASETS),
                own(READ, EXPERIMENTS, team));
    }

    static Role datasetPublisher(String team) {
        return of(
                RoleKind.DATASET_PUBLISHER,
                team,
                all(READ, DATASETS),
                own(WRITE, DATASETS, team),
                all(READ, FEATURES),
                own(READ, EXPERIMENTS, team));
    }

    static Role automation(String team) {
        return of(RoleKind.AUTOMATION, team, automates(team, team));
    }

    static Role automation(EntityName pipeline) {
        String team = pipeline.team();
        return Role.builtIn(
                RoleKind.AUTOMATION,
                Optional.of(pipeline),
                Optional.of(team),
                List.of(automates(team, pipeline.value())));
    }

    static Role modelConsumer(String team) {
        return of(RoleKind.MODEL_CONSUMER, team, own(READ, MODELS, team));
    }

    static Role approver(String team) {
        return of(RoleKind.APPROVER, team, own(READ, MODELS, team), own(ASSIGN_PROTECTED, MODELS, team));
    }

    static Role collector() {
        List<Permission> permissions = new ArrayList<>(everywhere(READ));
        permissions.addAll(everywhere(DELETE));
        return Role.builtIn(RoleKind.COLLECTOR, Optional.empty(), Optional.empty(), permissions);
    }

    static Role auditor() {
        return Role.builtIn(RoleKind.AUDITOR, Optional.empty(), Optional.empty(), everywhere(READ_LOG));
    }

    private static Permission[] automates(String team, String pipelines) {
        return new Permission[] {
            own(READ, PIPELINES, pipelines),
            own(WRITE, PIPELINES, pipelines),
            own(READ, MODELS, team),
            own(WRITE, MODELS, team),
            all(READ, DATASETS),
            all(READ, FEATURES),
            own(READ, EXPERIMENTS, team)
        };
    }

    private static Role of(RoleKind kind, String team, Permission... permissions) {
        return Role.builtIn(kind, Optional.empty(), Optional.of(team), List.of(permissions));
    }

    private static Permission own(Action action, Zone zone, String folder) {
        return Permission.to(action, zone, folder + "/");
    }

    private static Permission all(Action action, Zone zone) {
        return Permission.to(action, zone);
    }

    private static List<Permission> everywhere(Action action) {
        return Arrays.stream(Zone.values()).map(zone -> all(action, zone)).toList();
    }
}
