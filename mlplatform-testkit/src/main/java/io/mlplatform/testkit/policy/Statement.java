package io.mlplatform.testkit.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One statement of a document.
 *
 * @param place where it stands
 * @param effect what it does
 * @param principals whom it means; only in resource policies
 * @param actions of what
 * @param resources on what
 * @param conditions when; all must hold
 */
record Statement(
        DecidingStatement place,
        Effect effect,
        Optional<PrincipalElement> principals,
        Selection<PolicyPattern> actions,
        Selection<ArnPattern> resources,
        List<Condition> conditions) {

    /** What a statement does to the requests it is about. */
    enum Effect {
        ALLOW,
        DENY
    }

    /** Patterns, and whether they or all others are selected. */
    record Selection<T>(Choice choice, List<T> patterns) {

        /** Which of the two elements it was, such as Action or NotAction. */
        enum Choice {
            LISTED,
            OTHERS
        }

        Selection {
            patterns = List.copyOf(patterns);
        }

        boolean selects(Predicate<T> matches) {
            return (choice == Choice.LISTED) == patterns.stream().anyMatch(matches);
        }
    }

    /** Whether action, resource and conditions fit; not whether the caller does. */
    boolean isAbout(AccessRequest request, RequestContext context) {
        return actions.selects(pattern -> pattern.matchesIgnoringCase(request.action(), context))
                && resources.selects(pattern -> pattern.matches(request.resource(), context))
                && conditions.stream().allMatch(condition -> condition.holds(context));
    }
}
