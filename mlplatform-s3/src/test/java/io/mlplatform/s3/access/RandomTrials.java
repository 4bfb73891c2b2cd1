package io.mlplatform.s3.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Policies and requests by chance; the same for the same seed. */
final class RandomTrials {

    private static final int REQUESTS = 5;

    /** Objects that are there, some with a tag. */
    static final Map<String, String> TAGS_OF_OBJECTS = Map.of("a/x", "growth", "b/y", "ads", "an", "", "A/x", "");

    /** In each folder, a key with an upload begun by the owner. */
    static final String UPLOAD = "upload";

    static final List<String> FOLDERS = List.of("a/", "b/", "A/");

    private final Random random;
    private final RandomStatements statements;

    private RandomTrials(Random random) {
        this.random = random;
        this.statements = new RandomStatements(random);
    }

    static PolicyTrials of(long seed) {
        return new RandomTrials(new Random(seed)).next(seed);
    }

    private PolicyTrials next(long seed) {
        return new PolicyTrials(
                seed,
                Optional.of(document(statements::ofIdentity)),
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of(document(statements::ofIdentity)),
                random.nextInt(2) == 0 ? Optional.empty() : Optional.of(document(statements::ofIdentity)),
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(document(statements::ofBucket)),
                IntStream.range(0, REQUESTS)
                        .mapToObj(at -> trial(seed + "-" + at))
                        .toList());
    }

    private String document(Supplier<ObjectNode> statement) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("Version", "2012-10-17");
        ArrayNode array = document.putArray("Statement");
        IntStream.rangeClosed(0, random.nextInt(4)).forEach(at -> array.add(statement.get()));
        return document.toString();
    }

    private Trial trial(String id) {
        Actor actor = one(
                List.of(Actor.USER, Actor.USER, Actor.USER, Actor.SESSION, Actor.SESSION, Actor.SESSION, Actor.OWNER));
        Operation operation = one(List.of(Operation.values()));
        Map<String, String> parameters = new TreeMap<>();
        if (operation == Operation.LIST) {
            maybe(parameters, "s3:prefix", List.of("a/", "b/", "a"));
            maybe(parameters, "s3:delimiter", List.of("/"));
            maybe(parameters, "s3:max-keys", List.of("5", "10", "50"));
        }
        if (operation == Operation.PUT) {
            maybe(parameters, "s3:RequestObjectTag/team", List.of("growth", "ads"));
            maybe(parameters, "s3:x-amz-server-side-encryption", List.of("aws:kms"));
        }
        return new Trial(actor, operation, operation.isOnBucket() ? "" : key(operation, id), parameters);
    }

    private String key(Operation operation, String id) {
        if (operation == Operation.GET || operation == Operation.TAGS) {
            return one(TAGS_OF_OBJECTS.keySet().stream().sorted().toList());
        }
        String folder = one(FOLDERS);
        if (operation == Operation.LIST_PARTS) {
            return folder + UPLOAD;
        }
        return operation == Operation.PUT ? folder + "new-" + id : folder + "absent";
    }

    private void maybe(Map<String, String> parameters, String name, List<String> values) {
        if (random.nextBoolean()) {
            parameters.put(name, one(values));
        }
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
