package io.mlplatform.features.online;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The fake's feature groups: each is being created, changed or deleted for one look before it is done. */
final class FakeControl {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARN = "arn:aws:sagemaker:us-east-1:000000000000:feature-group/";
    private static final int PAGE = 3;

    private final Map<String, FakeGroup> groups = new HashMap<>();
    private final FakeScript script;

    FakeControl(FakeScript script) {
        this.script = script;
    }

    synchronized ObjectNode call(String operation, ObjectNode input) {
        String name = input.path("FeatureGroupName").asText();
        ObjectNode output = JSON.createObjectNode();
        switch (operation) {
            case "CreateFeatureGroup" -> {
                if (groups.containsKey(name)) {
                    throw new FakeFailure(400, "ResourceInUse", "there is a group " + name);
                }
                groups.put(name, new FakeGroup(input, script.ending(operation)));
                output.put("FeatureGroupArn", ARN + name);
            }
            case "DescribeFeatureGroup" ->
                describe(name, input.path("NextToken").asInt(0), output);
            case "UpdateFeatureGroup" -> {
                FakeGroup group = find(name);
                group.update(input.path("FeatureAdditions"), script.ending(operation));
                output.put("FeatureGroupArn", ARN + name);
            }
            case "DeleteFeatureGroup" -> find(name).delete(script.ending(operation));
            default -> throw new AssertionError("not played by the fake: " + operation);
        }
        return output;
    }

    /** A group that can be used for records; the runtime's operations know no ResourceNotFound but for GetRecord. */
    synchronized <T> T locked(String name, Function<FakeGroup, T> work) {
        FakeGroup group = groups.get(name);
        if (group == null || !group.status.equals("Created")) {
            throw FakeFailure.invalid("no group " + name + " that is Created");
        }
        return work.apply(group);
    }

    private void describe(String name, int page, ObjectNode output) {
        FakeGroup group = find(name);
        output.setAll(group.definition);
        output.put("FeatureGroupArn", ARN + name);
        output.put("CreationTime", 1_763_000_000);
        output.put("FeatureGroupStatus", group.status);
        if (group.status.endsWith("Failed")) {
            group.ending.ifPresent(reason -> output.put("FailureReason", reason));
        }
        group.update.ifPresent(status -> {
            ObjectNode update = output.putObject("LastUpdateStatus").put("Status", status);
            if (status.equals("Failed")) {
                group.ending.ifPresent(reason -> update.put("FailureReason", reason));
            }
        });
        ArrayNode features = output.putArray("FeatureDefinitions");
        List<String> names = new ArrayList<>(group.types.keySet());
        int end = Math.min(names.size(), page + PAGE);
        names.subList(page, end)
                .forEach(feature ->
                        features.addObject().put("FeatureName", feature).put("FeatureType", group.types.get(feature)));
        output.put("NextToken", end < names.size() ? Integer.toString(end) : "");
        if (group.settle()) {
            groups.remove(name);
        }
    }

    private FakeGroup find(String name) {
        FakeGroup group = groups.get(name);
        if (group == null) {
            throw new FakeFailure(400, "ResourceNotFound", "no group " + name);
        }
        return group;
    }
}
