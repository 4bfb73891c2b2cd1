package io.mlplatform.s3.provision;

import io.mlplatform.s3.access.PolicyDocument;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who may take a role on. Statements of others stay. */
final class RoleTrust implements Property<IamRole, PolicyStatement> {

    @Override
    public String name() {
        return "trust";
    }

    @Override
    public Optional<String> gap(IamRole role) {
        return Optional.empty();
    }

    @Override
    public SortedMap<String, PolicyStatement> desired(IamRole role) {
        return role.isNew() ? new TreeMap<>() : PolicyText.statements(role.trustPolicy(), role);
    }

    @Override
    public SortedMap<String, PolicyStatement> found(IamRole role) {
        return role.stored()
                .map(stored -> PolicyText.statements(stored.assumeRolePolicyDocument(), role))
                .orElseGet(TreeMap::new);
    }

    @Override
    public ChangeKind kind(IamRole role, String item, Optional<PolicyStatement> from, Optional<PolicyStatement> to) {
        if (to.isEmpty()) {
            return ChangeKind.TIGHTEN;
        }
        boolean fewer = from.filter(
                        statement -> statement.principals().containsAll(to.get().principals()))
                .isPresent();
        return fewer ? ChangeKind.TIGHTEN : ChangeKind.LOOSEN;
    }

    @Override
    public boolean isOurs(String item) {
        return item.startsWith(PolicyDocument.SID_PREFIX);
    }

    @Override
    public void set(IamRole role, SortedMap<String, PolicyStatement> items) {
        Requests requests = role.requests();
        requests.ask("iam:UpdateAssumeRolePolicy", role, () -> requests.iam()
                .updateAssumeRolePolicy(
                        request -> request.roleName(role.name()).policyDocument(PolicyText.document(items))));
    }

    @Override
    public List<String> dangers(IamRole role, SortedMap<String, PolicyStatement> found) {
        return found.entrySet().stream()
                .filter(item -> !isOurs(item.getKey()) && item.getValue().isAllow())
                .map(item -> "besides, the statement '" + item.getKey() + "' lets the role be taken on by "
                        + item.getValue().principals().stream().collect(Collectors.joining(", ")))
                .toList();
    }
}
