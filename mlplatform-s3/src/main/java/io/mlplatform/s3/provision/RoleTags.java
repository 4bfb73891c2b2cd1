package io.mlplatform.s3.provision;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.Tag;

/** What policies know a role by: they rely on them. Tags of others stay. */
final class RoleTags implements Property<IamRole, String> {

    @Override
    public String name() {
        return "role tag";
    }

    @Override
    public Optional<String> gap(IamRole role) {
        return role.requests().isCeph()
                ? Optional.of(
                        "Ceph's gateway keeps them as they were given when the role was made, lists them in a broken"
                                + " form, and no policy there sees them: they are not compared")
                : Optional.empty();
    }

    @Override
    public SortedMap<String, String> desired(IamRole role) {
        return role.isNew() || role.requests().isCeph()
                ? new TreeMap<>()
                : new TreeMap<>(role.role().tags());
    }

    @Override
    public SortedMap<String, String> found(IamRole role) {
        SortedMap<String, String> tags = new TreeMap<>();
        role.stored().ifPresent(stored -> stored.tags().forEach(tag -> tags.put(tag.key(), tag.value())));
        return tags;
    }

    @Override
    public ChangeKind kind(IamRole role, String item, Optional<String> from, Optional<String> to) {
        return ChangeKind.TIGHTEN;
    }

    @Override
    public boolean isOurs(String item) {
        return false;
    }

    @Override
    public void set(IamRole role, SortedMap<String, String> items) {
        Requests requests = role.requests();
        List<Tag> tags = items.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        requests.ask("iam:TagRole", role, () -> requests.iam()
                .tagRole(request -> request.roleName(role.name()).tags(tags)));
    }

    @Override
    public List<String> dangers(IamRole role, SortedMap<String, String> found) {
        return List.of();
    }
}
