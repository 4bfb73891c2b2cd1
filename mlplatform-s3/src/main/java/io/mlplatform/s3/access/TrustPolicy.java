package io.mlplatform.s3.access;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Who may take a role on. Not with tags of their own: a session's tag would stand above the role's, and whoever chose it
 * would choose the team. So {@code sts:TagSession} is never allowed.
 */
final class TrustPolicy {

    private static final Pattern PRINCIPAL =
            Pattern.compile("arn:[a-z-]+:(iam|sts)::[0-9]{0,12}:(root|(user|role|assumed-role)/[^*?]+)");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");

    private TrustPolicy() {}

    static IamStatement statement(Collection<String> principals) {
        if (principals.isEmpty()) {
            throw new IllegalArgumentException("no one could take the role on: name a principal");
        }
        IamStatement.Builder statement =
                IamStatement.builder().sid("Trust").effect(IamEffect.ALLOW).actionIds(List.of("sts:AssumeRole"));
        principals.forEach(principal -> statement.addPrincipal(typeOf(principal), principal));
        return statement.build();
    }

    private static IamPrincipalType typeOf(String principal) {
        if (PRINCIPAL.matcher(principal).matches()) {
            return IamPrincipalType.AWS;
        }
        if (SERVICE.matcher(principal).matches()) {
            return IamPrincipalType.SERVICE;
        }
        throw new IllegalArgumentException("'" + principal + "' cannot be trusted as it is: name an account's root, a"
                + " user or role by ARN, without wildcards, or a service such as codepipeline.amazonaws.com");
    }
}
