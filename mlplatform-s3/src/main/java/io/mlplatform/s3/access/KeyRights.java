package io.mlplatform.s3.access;

import io.mlplatform.layout.Action;
import io.mlplatform.layout.PlatformLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** The right to use the keys of the zones that a role enters, by way of S3 only. */
final class KeyRights {

    private final List<Grant> grants;
    private final PlatformLayout layout;
    private final Arns arns;

    KeyRights(List<Grant> grants, PlatformLayout layout, Arns arns) {
        this.grants = grants;
        this.layout = layout;
        this.arns = arns;
    }

    Optional<IamStatement> statement() {
        Set<String> keys = new TreeSet<>();
        grants.forEach(grant -> grant.place().settings().kmsKey().ifPresent(key -> keys.add(arns.key(key, layout))));
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        // A multipart upload is written with Decrypt too.
        List<String> actions = new ArrayList<>(List.of("kms:Decrypt"));
        if (grants.stream().anyMatch(KeyRights::puts)) {
            actions.add("kms:GenerateDataKey");
        }
        return Optional.of(Statements.allow("UseKeys", actions, keys)
                .addCondition(IamConditionOperator.STRING_LIKE, "kms:ViaService", "s3.*")
                .build());
    }

    private static boolean puts(Grant grant) {
        return grant.action() != Action.READ && grant.action() != Action.READ_LOG;
    }
}
