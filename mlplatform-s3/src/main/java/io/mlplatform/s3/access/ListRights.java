package io.mlplatform.s3.access;

import static io.mlplatform.s3.access.Statements.allow;

import io.mlplatform.internal.KeyPatterns;
import io.mlplatform.layout.Action;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.access.ZonePlace.S3Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.policybuilder.iam.IamConditionOperator;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * The right to list what one reads. Where that is a whole bucket it is unconditional, so that a GET of an absent key
 * answers 404; with a condition on the prefix, which a GET does not have, it answers 403.
 */
final class ListRights {

    private final List<Grant> grants;
    private final PlatformLayout layout;
    private final S3Prefix opened;
    private final Arns arns;

    ListRights(List<Grant> grants, PlatformLayout layout, S3Prefix opened, Arns arns) {
        this.grants = grants;
        this.layout = layout;
        this.opened = opened;
        this.arns = arns;
    }

    List<IamStatement.Builder> statements() {
        Set<String> whole = new LinkedHashSet<>();
        Map<String, Set<String>> prefixes = new LinkedHashMap<>();
        for (Grant grant : grants) {
            if (grant.action() == Action.READ && isWholeBucket(grant.place().bucket())) {
                whole.add(arns.bucket(grant.bucket()));
            } else if (grant.action() == Action.READ) {
                prefixesOf(prefixes, grant).addAll(grant.keys(KeyPatterns::listable));
            } else if (grant.action() == Action.READ_LOG) {
                prefixesOf(prefixes, grant).addAll(grant.keys(KeyPatterns::auditableLists));
            }
        }
        List<IamStatement.Builder> statements = new ArrayList<>();
        if (!whole.isEmpty()) {
            statements.add(allow("List", actions(), whole));
        }
        byPrefixes(prefixes)
                .forEach((list, buckets) ->
                        statements.add(allow("ListPart" + (statements.size() + 1), actions(), buckets)
                                .addConditions(IamConditionOperator.STRING_LIKE, "s3:prefix", list)));
        return statements;
    }

    // A sweep deletes versions by their ids.
    private List<String> actions() {
        return grants.stream().anyMatch(grant -> grant.action() == Action.DELETE)
                ? List.of("s3:ListBucket", "s3:ListBucketVersions")
                : Statements.LIST;
    }

    private Set<String> prefixesOf(Map<String, Set<String>> prefixes, Grant grant) {
        return prefixes.computeIfAbsent(arns.bucket(grant.bucket()), bucket -> new LinkedHashSet<>());
    }

    private static Map<Set<String>, List<String>> byPrefixes(Map<String, Set<String>> prefixes) {
        return prefixes.keySet().stream()
                .collect(Collectors.groupingBy(
                        bucket -> prefixes.getOrDefault(bucket, Set.of()), LinkedHashMap::new, Collectors.toList()));
    }

    private boolean isWholeBucket(String bucket) {
        List<ZonePlace> there = Arrays.stream(Zone.values())
                .map(zone -> ZonePlace.of(layout, zone, opened))
                .filter(place -> place.bucket().equals(bucket))
                .toList();
        boolean platformsOwn = there.stream().anyMatch(place -> place.prefix().isEmpty())
                || (opened.bucket().equals(bucket) && opened.prefix().isEmpty());
        return platformsOwn && there.stream().allMatch(this::isReadWhole);
    }

    private boolean isReadWhole(ZonePlace place) {
        return grants.stream()
                .anyMatch(
                        grant -> grant.action() == Action.READ && grant.place().equals(place) && grant.isWhole());
    }
}
