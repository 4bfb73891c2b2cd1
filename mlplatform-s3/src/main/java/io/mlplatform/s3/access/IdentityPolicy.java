package io.mlplatform.s3.access;

import static io.mlplatform.s3.access.Statements.allow;

import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.layout.Action;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.access.ZonePlace.S3Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/** What one role may do: one statement a kind of request, over all its permissions. */
final class IdentityPolicy {

    private final PlatformLayout layout;
    private final S3Prefix opened;
    private final PolicyLanguage language;
    private final Arns arns;
    private final List<Grant> grants;

    IdentityPolicy(Role role, PlatformLayout layout, S3Prefix opened, PolicyLanguage language) {
        this.layout = layout;
        this.opened = opened;
        this.language = language;
        this.arns = Arns.of(layout);
        this.grants = Grant.of(role, layout, opened, language);
    }

    List<IamStatement> statements() {
        List<IamStatement> statements = new ArrayList<>();
        statements.add(own(allow("Read", Statements.READ, readable())));
        new ListRights(grants, layout, opened, arns).statements().forEach(list -> statements.add(own(list)));
        addUnlessEmpty(statements, "Write", Statements.UPLOAD, resources(Action.WRITE, KeyPatterns::writable));
        addUnlessEmpty(
                statements, "Assign", Statements.PUT, resources(Action.ASSIGN_PROTECTED, KeyPatterns::assignable));
        addUnlessEmpty(statements, "Condemn", Statements.PUT, resources(Action.DELETE, KeyPatterns::condemnable));
        addUnlessEmpty(statements, "Delete", Statements.DELETE, resources(Action.DELETE, KeyPatterns::deletable));
        Set<String> aliases = aliasesOutOfReach();
        if (!aliases.isEmpty()) {
            statements.add(IamStatement.builder()
                    .sid("NoAliases")
                    .effect(IamEffect.DENY)
                    .actionIds(Statements.PUT)
                    .resourceIds(aliases)
                    .build());
        }
        if (language.isFull()) {
            new KeyRights(grants, layout, arns).statement().ifPresent(statements::add);
        }
        return statements;
    }

    private Collection<String> readable() {
        Set<String> readable = new LinkedHashSet<>();
        readable.add(arns.object(opened.bucket(), KeyPatterns.layout(opened.prefix())));
        readable.addAll(resources(Action.READ, KeyPatterns::readable));
        readable.addAll(resources(Action.READ_LOG, KeyPatterns::auditable));
        return readable;
    }

    // What is writable is spelled with '*', which crosses '/': of a key below _aliases/ that is made to look like a
    // log's, only a denial keeps out. Not where the role assigns in that zone.
    private Set<String> aliasesOutOfReach() {
        Set<Zone> assigned =
                of(Action.ASSIGN_PROTECTED).map(grant -> grant.place().zone()).collect(Collectors.toSet());
        return Stream.concat(of(Action.WRITE), of(Action.DELETE))
                .filter(grant -> !assigned.contains(grant.place().zone()))
                .flatMap(grant -> grant.protectedAliases(arns).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> resources(Action action, BiFunction<KeyPatterns, String, List<String>> patterns) {
        return of(action)
                .flatMap(grant -> grant.resources(arns, patterns).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<Grant> of(Action action) {
        return grants.stream().filter(grant -> grant.action() == action);
    }

    private void addUnlessEmpty(
            List<IamStatement> statements, String sid, List<String> actions, Collection<String> resources) {
        if (!resources.isEmpty()) {
            statements.add(own(allow(sid, actions, resources)));
        }
    }

    // A pattern of bucket names, or a name given up and taken by a stranger, would else reach into another account.
    private IamStatement own(IamStatement.Builder statement) {
        if (language.isFull()) {
            layout.account()
                    .ifPresent(account ->
                            statement.addCondition(IamConditionOperator.STRING_EQUALS, "aws:ResourceAccount", account));
        }
        return statement.build();
    }
}
