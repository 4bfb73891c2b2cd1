package io.mlplatform.s3.provision;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Role;
import io.mlplatform.s3.S3Server;
import io.mlplatform.s3.access.AccessPolicies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A platform's buckets, keys and roles as CloudFormation templates, for organisations whose accounts change by stacks only:
 * what {@code Provisioner} would set up, and the keys that the layout names by an alias. The layout itself, an object, is
 * not among it. Immutable; asks no server.
 *
 * <p>Templates ask for no parameters; the stack's region is the buckets'. They name roles, so that making a stack takes
 * {@code CAPABILITY_NAMED_IAM}. A bucket, its policy and a key stay when their stack is deleted.
 */
public final class CloudFormationExport {

    // No account: no principal's ARN.
    private static final String OWN_ACCOUNT = "arn:aws:iam:::root";

    private final PlatformLayout layout;
    private final String location;
    private final List<String> principals;
    private final List<Role> besides;

    private CloudFormationExport(PlatformLayout layout, String location, List<String> principals, List<Role> besides) {
        this.layout = layout;
        this.location = location;
        this.principals = List.copyOf(principals);
        this.besides = List.copyOf(besides);
    }

    /**
     * Of a platform with this layout.
     *
     * @param location where it is opened, such as {@code s3://acme-ml}; its bucket is one of the platform's
     */
    public static CloudFormationExport of(PlatformLayout layout, String location) {
        return new CloudFormationExport(layout, location, List.of(), List.of());
    }

    /**
     * The same, with roles that can be taken on by these too: users, roles or accounts by ARN, or services. By all of the
     * stack's account that may assume roles, where none is named.
     */
    public CloudFormationExport trusting(String... arns) {
        return new CloudFormationExport(layout, location, joined(principals, arns), besides);
    }

    /** The same, with these roles besides those that every team has. */
    public CloudFormationExport withRoles(Role... roles) {
        return new CloudFormationExport(layout, location, principals, joined(besides, roles));
    }

    /** All of it in one template; {@link TemplateTooLargeException} where that is more than CloudFormation takes. */
    public CloudFormationTemplate template() {
        return template(Optional.empty(), team -> true, StackKeys.of(layout));
    }

    /**
     * A template for what teams share, then one for each team's own buckets and roles, in order of team: on-boarding one
     * adds a stack and moves nothing from one to another. The first exports the ARNs of keys, which the others import, and
     * is made before them.
     */
    public List<CloudFormationTemplate> templates() {
        StackKeys keys = StackKeys.of(layout);
        List<CloudFormationTemplate> templates = new ArrayList<>();
        templates.add(template(Optional.empty(), Optional::isEmpty, keys));
        layout.teams().forEach(team -> templates.add(template(Optional.of(team), Optional.of(team)::equals, keys)));
        return List.copyOf(templates);
    }

    private CloudFormationTemplate template(Optional<String> ofTeam, Predicate<Optional<String>> isIn, StackKeys keys) {
        BucketPlace opened = BucketPlace.of(location);
        CloudFormationStack stack =
                new CloudFormationStack(AccessPolicies.of(keys.layout(), location, S3Server.AWS), keys);
        if (ofTeam.isEmpty()) {
            stack.addKeys();
        }
        stack.addBuckets(DesiredPlatform.buckets(keys.layout(), opened).stream()
                .filter(bucket ->
                        isIn.test(bucket.team().filter(team -> !bucket.name().equals(opened.bucket()))))
                .toList());
        List<String> trusted = principals.isEmpty() ? List.of(OWN_ACCOUNT) : principals;
        stack.addRoles(
                DesiredRole.of(layout, besides).stream()
                        .filter(role -> isIn.test(role.role().team().filter(layout.teams()::contains)))
                        .toList(),
                trusted);
        Map<String, JsonNode> references = new HashMap<>(ofTeam.isEmpty() ? keys.made() : keys.imported());
        references.put(OWN_ACCOUNT, StackResources.filledIn("arn:${AWS::Partition}:iam::${AWS::AccountId}:root"));
        return stack.template(stackName(ofTeam), description(ofTeam), references);
    }

    private String stackName(Optional<String> team) {
        return "mlplatform-" + layout.organisation() + "-" + layout.environment()
                + team.map(name -> "-team-" + name).orElse("");
    }

    private String description(Optional<String> team) {
        return "Storage of the ML platform " + layout.organisation() + " " + layout.environment()
                + team.map(name -> ", team " + name).orElse("")
                + layout.region().map(region -> ", for " + region).orElse("")
                + ". Generated by mlplatform: change the layout and export again.";
    }

    private static <T> List<T> joined(List<T> some, T[] more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    @Override
    public String toString() {
        return "CloudFormation export of " + location;
    }
}
