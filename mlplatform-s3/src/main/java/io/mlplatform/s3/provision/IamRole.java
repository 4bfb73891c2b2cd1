package io.mlplatform.s3.provision;

import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.s3.access.AccessPolicies;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.model.Tag;

/** A role of the platform as IAM has it. For one thread. */
final class IamRole implements Resource {

    private final Role role;
    private final String name;
    private final Requests requests;
    private final AccessPolicies policies;
    private final List<String> principals;
    private Optional<software.amazon.awssdk.services.iam.model.Role> stored = Optional.empty();
    private boolean isNew;
    private boolean hasPolicy;

    /** @param principals who may take it on */
    IamRole(
            Role role,
            PlatformLayout layout,
            Requests requests,
            AccessPolicies policies,
            Collection<String> principals) {
        this.role = role;
        this.name = DesiredRole.of(layout, role).name();
        this.requests = requests;
        this.policies = policies;
        this.principals = List.copyOf(principals);
    }

    Role role() {
        return role;
    }

    String name() {
        return name;
    }

    /** The name of its one policy. */
    String policyName() {
        return DesiredRole.POLICY;
    }

    Requests requests() {
        return requests;
    }

    @Override
    public String label() {
        return "role " + name;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    /** As it was found, or made. */
    Optional<software.amazon.awssdk.services.iam.model.Role> stored() {
        return stored;
    }

    boolean hasPolicy() {
        return hasPolicy;
    }

    void sawPolicy() {
        hasPolicy = true;
    }

    String permissionPolicy() {
        return policies.identity(role).json();
    }

    String trustPolicy() {
        return policies.trust(role, principals).json();
    }

    /** Looks for it, and makes it with its trust and tags where a ledger accepts that. */
    void exist(Ledger ledger) {
        stored = find();
        isNew = stored.isEmpty();
        if (!isNew) {
            return;
        }
        Change change = new Change(
                ChangeKind.ADD,
                label(),
                "exists",
                Optional.empty(),
                Optional.of("tagged " + role.tags() + ", for " + String.join(", ", principals)));
        if (!ledger.accepts(ChangeKind.ADD)) {
            ledger.notDone(change);
            return;
        }
        create();
        ledger.done(change);
    }

    private Optional<software.amazon.awssdk.services.iam.model.Role> find() {
        return requests.find("iam:GetRole", this, () -> requests.iam()
                .getRole(request -> request.roleName(name))
                .role());
    }

    private void create() {
        List<Tag> tags = role.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        try {
            stored = Optional.of(requests.iam()
                    .createRole(request -> request.roleName(name)
                            .path("/")
                            .assumeRolePolicyDocument(trustPolicy())
                            .tags(tags))
                    .role());
        } catch (SdkException e) {
            // Another process was quicker, or an attempt of this one whose answer was lost: look at what there is.
            if (Requests.status(e) != 409) {
                throw requests.failure(e, "iam:CreateRole and iam:TagRole", this);
            }
            stored = find();
            isNew = false;
        }
    }
}
