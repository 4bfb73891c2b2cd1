package io.mlplatform.testkit.policy;

import io.mlplatform.testkit.policy.PrincipalElement.Reach;
import io.mlplatform.testkit.policy.Statement.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what a principal may do, from the JSON text of the policies that apply to it, in the documented order: an
 * explicit denial anywhere ends it; then a resource policy of the same account may allow by itself; otherwise the identity
 * policies must allow, within the permissions boundary and the session policy; from another account, the resource policy
 * and they must. What is not known is refused with {@link UnsupportedPolicyException}, never guessed.
 *
 * <p>Knows no policies of organizations, and no ACLs. Immutable; each {@code with} returns another evaluator.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
public final class PolicyEvaluator {

    private final CallingPrincipal caller;
    private final String resourceAccount;
    private final List<PolicyDocument> documents;

    private PolicyEvaluator(CallingPrincipal caller, String resourceAccount, List<PolicyDocument> documents) {
        this.caller = caller;
        this.resourceAccount = resourceAccount;
        this.documents = List.copyOf(documents);
    }

    /** Without any policy, on resources of the principal's own account. */
    public static PolicyEvaluator of(CallingPrincipal caller) {
        return new PolicyEvaluator(caller, caller.account(), List.of());
    }

    /** On resources of this account. */
    public PolicyEvaluator withResourceAccount(String account) {
        return new PolicyEvaluator(caller, account, documents);
    }

    /**
     * With one more policy. Several identity or session policies allow together what one of them allows; boundary and
     * resource policy are one each.
     *
     * @param name for messages and decisions
     * @throws MalformedPolicyException if the text is no policy
     * @throws UnsupportedPolicyException if it holds an operator, or a kind of principal, that is not known
     * @throws IllegalArgumentException if the kind fits neither the principal nor what it has
     */
    public PolicyEvaluator with(PolicyKind kind, String name, String json) {
        boolean single = kind == PolicyKind.PERMISSIONS_BOUNDARY || kind == PolicyKind.RESOURCE;
        if (single && of(kind).findAny().isPresent()) {
            throw new IllegalArgumentException("There is a " + kind + " already");
        }
        if (kind == PolicyKind.SESSION && caller.kind() != CallingPrincipal.Kind.ROLE_SESSION) {
            throw new IllegalArgumentException("Only the session of a role has a session policy");
        }
        List<PolicyDocument> more = new ArrayList<>(documents);
        more.add(PolicyParser.parse(kind, name, json));
        return new PolicyEvaluator(caller, resourceAccount, more);
    }

    /** Whether the request may pass, and who says so. */
    public Decision decide(AccessRequest request) {
        RequestContext context = new RequestContext(caller, request);
        Optional<Statement> denial = documents.stream()
                .flatMap(document -> document.statements().stream())
                .filter(statement -> statement.effect() == Effect.DENY)
                .filter(this::deniesCaller)
                .filter(statement -> statement.isAbout(request, context))
                .findFirst();
        if (denial.isPresent()) {
            return Decision.deniedBy(denial.get().place());
        }
        Grants grants = new Grants(request, context);
        return isSameAccount() ? grants.withinTheAccount() : grants.fromAnotherAccount();
    }

    private boolean isSameAccount() {
        boolean hasAccount =
                caller.kind() != CallingPrincipal.Kind.SERVICE && caller.kind() != CallingPrincipal.Kind.ANONYMOUS;
        return hasAccount && caller.account().equals(resourceAccount);
    }

    private boolean deniesCaller(Statement statement) {
        return statement
                .principals()
                .map(principals -> principals.denies(
                        caller, of(PolicyKind.PERMISSIONS_BOUNDARY).toList()))
                .orElse(true);
    }

    private Stream<PolicyDocument> of(PolicyKind kind) {
        return documents.stream().filter(document -> document.kind() == kind);
    }

    /** The statements that allow one request. */
    private final class Grants {

        private final AccessRequest request;
        private final RequestContext context;

        Grants(AccessRequest request, RequestContext context) {
            this.request = request;
            this.context = context;
        }

        Decision withinTheAccount() {
            if (caller.kind() == CallingPrincipal.Kind.ACCOUNT_ROOT) {
                return Decision.allowedAsRoot();
            }
            Optional<Statement> toCaller = allowing(PolicyKind.RESOURCE, Reach.CALLER);
            if (toCaller.isPresent()) {
                return Decision.allowedBy(toCaller.get().place());
            }
            Optional<Statement> giving =
                    allowing(PolicyKind.RESOURCE, Reach.ROLE).or(() -> allowing(PolicyKind.IDENTITY, Reach.CALLER));
            return giving.isEmpty()
                    ? Decision.notAllowedBy("an identity policy, nor by the resource policy")
                    : withinLimits(giving.get());
        }

        Decision fromAnotherAccount() {
            Optional<Statement> ofResource = Stream.of(Reach.CALLER, Reach.ROLE, Reach.ACCOUNT)
                    .flatMap(reach -> allowing(PolicyKind.RESOURCE, reach).stream())
                    .findFirst();
            if (ofResource.isEmpty()) {
                return Decision.notAllowedBy("the resource policy, which has to name those of other accounts");
            }
            if (caller.names().isEmpty() || caller.kind() == CallingPrincipal.Kind.SERVICE) {
                return Decision.allowedBy(ofResource.get().place());
            }
            if (caller.kind() == CallingPrincipal.Kind.ACCOUNT_ROOT) {
                return Decision.allowedBy(ofResource.get().place());
            }
            return allowing(PolicyKind.IDENTITY, Reach.CALLER)
                    .map(this::withinLimits)
                    .orElse(Decision.notAllowedBy("an identity policy, which those of other accounts need too"));
        }

        private Decision withinLimits(Statement giving) {
            for (PolicyKind limit : List.of(PolicyKind.PERMISSIONS_BOUNDARY, PolicyKind.SESSION)) {
                if (of(limit).findAny().isPresent()
                        && allowing(limit, Reach.CALLER).isEmpty()) {
                    return Decision.notAllowedBy("the " + limit);
                }
            }
            return Decision.allowedBy(giving.place());
        }

        private Optional<Statement> allowing(PolicyKind kind, Reach reach) {
            return of(kind).flatMap(document -> document.statements().stream())
                    .filter(statement -> statement.effect() == Effect.ALLOW)
                    .filter(statement -> statement
                            .principals()
                            .map(principals -> principals.reach(caller) == reach)
                            .orElse(true))
                    .filter(statement -> statement.isAbout(request, context))
                    .findFirst();
        }
    }
}
