package io.mlplatform.s3.provision;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a role may do: its one policy, which is wholly the platform's. */
final class RolePermissions implements Property<IamRole, PolicyStatement> {

    @Override
    public String name() {
        return "permissions";
    }

    @Override
    public Optional<String> gap(IamRole role) {
        return Optional.empty();
    }

    @Override
    public SortedMap<String, PolicyStatement> desired(IamRole role) {
        return PolicyText.statements(role.permissionPolicy(), role);
    }

    @Override
    public SortedMap<String, PolicyStatement> found(IamRole role) {
        Requests requests = role.requests();
        Optional<String> found = requests.find("iam:GetRolePolicy", role, () -> requests.iam()
                .getRolePolicy(request -> request.roleName(role.name()).policyName(role.policyName()))
                .policyDocument());
        found.ifPresent(policy -> role.sawPolicy());
        return found.map(text -> PolicyText.statements(text, role)).orElseGet(TreeMap::new);
    }

    @Override
    public ChangeKind kind(IamRole role, String item, Optional<PolicyStatement> from, Optional<PolicyStatement> to) {
        boolean allows = to.or(() -> from).orElseThrow().isAllow();
        if (from.isEmpty()) {
            // Without any policy it was never finished; one that has lost a right is given more.
            return allows && role.hasPolicy() ? ChangeKind.LOOSEN : ChangeKind.ADD;
        }
        if (to.isEmpty()) {
            return allows ? ChangeKind.TIGHTEN : ChangeKind.LOOSEN;
        }
        boolean fewer = allows ? to.get().isWithin(from.get()) : from.get().isWithin(to.get());
        return fewer ? ChangeKind.TIGHTEN : ChangeKind.LOOSEN;
    }

    @Override
    public boolean isOurs(String item) {
        return true;
    }

    @Override
    public void set(IamRole role, SortedMap<String, PolicyStatement> items) {
        Requests requests = role.requests();
        requests.ask(
                "iam:PutRolePolicy", role, () -> requests.iam().putRolePolicy(request -> request.roleName(role.name())
                        .policyName(role.policyName())
                        .policyDocument(PolicyText.document(items))));
    }

    @Override
    public List<String> dangers(IamRole role, SortedMap<String, PolicyStatement> found) {
        return List.of();
    }
}
