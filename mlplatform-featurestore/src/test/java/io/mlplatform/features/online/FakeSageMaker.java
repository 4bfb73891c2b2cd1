package io.mlplatform.features.online;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * SageMaker's feature groups and their online store on loopback: with state, and every request and answer held to AWS's service
 * models. Rules cite the page that they are from. {@link FakeScript} says what goes wrong.
 */
final class FakeSageMaker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> RUNTIME_OPERATIONS = Map.of(
            "POST /BatchGetRecord", "BatchGetRecord",
            "GET /FeatureGroup", "GetRecord",
            "PUT /FeatureGroup", "PutRecord",
            "DELETE /FeatureGroup", "DeleteRecord");

    static {
        // Otherwise each small answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    final FakeScript script = new FakeScript();
    private final FakeControl control = new FakeControl(script);
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newFixedThreadPool(32);

    private FakeSageMaker(Clock clock, HttpServer server) {
        this.clock = clock;
        this.server = server;
    }

    static FakeSageMaker start(Clock clock) throws IOException {
        FakeSageMaker fake = new FakeSageMaker(
                clock, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        fake.server.setExecutor(fake.executor);
        fake.server.createContext("/", fake::handle);
        fake.server.start();
        return fake;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            byte[] body = exchange.getRequestBody().readAllBytes();
            ObjectNode sent = body.length == 0 ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
            String path = exchange.getRequestURI().getRawPath();
            String[] parts = path.split("/", 3);
            String operation = target == null
                    ? RUNTIME_OPERATIONS.get(exchange.getRequestMethod() + " /" + parts[1])
                    : target.substring("SageMaker.".length());
            ServiceModel model = target == null ? ServiceModel.RUNTIME : ServiceModel.CONTROL;
            try {
                script.before(operation);
                ObjectNode input = target == null
                        ? model.restInput(operation, parts.length > 2 ? decoded(parts[2]) : "", query(exchange), sent)
                        : sent;
                String wrong = model.wrongInput(operation, input);
                if (!wrong.isEmpty()) {
                    throw new FakeFailure(400, target == null ? "ValidationError" : "ValidationException", wrong);
                }
                ObjectNode output = target == null ? runtime(operation, input) : control.call(operation, input);
                model.requireOutput(operation, output);
                answer(exchange, 200, output);
            } catch (FakeFailure e) {
                if (!model.isErrorOf(operation, e.type)) {
                    script.broken(new AssertionError(operation + " never fails with " + e.type));
                }
                exchange.getResponseHeaders().set("x-amzn-ErrorType", e.type);
                answer(
                        exchange,
                        model.statusOf(e.type, e.status),
                        JSON.createObjectNode().put("__type", e.type).put("Message", e.getMessage()));
            } catch (AssertionError | RuntimeException e) {
                script.broken(e);
                answer(
                        exchange,
                        400,
                        JSON.createObjectNode().put("__type", "BrokenFake").put("Message", e.toString()));
            }
        }
    }

    private ObjectNode runtime(String operation, ObjectNode input) {
        return switch (operation) {
            case "BatchGetRecord" -> batchGet(input);
            case "PutRecord" ->
                control.locked(input.path("FeatureGroupName").asText(), group -> {
                    group.put(input.path("Record"));
                    return JSON.createObjectNode();
                });
            case "DeleteRecord" ->
                control.locked(input.path("FeatureGroupName").asText(), group -> {
                    group.delete(
                            input.path("RecordIdentifierValueAsString").asText(),
                            input.path("EventTime").asText(),
                            input.path("DeletionMode").asText("SoftDelete").equals("HardDelete"));
                    return JSON.createObjectNode();
                });
            default -> throw FakeFailure.invalid("not played by the fake: " + operation);
        };
    }

    /** API_feature_store_BatchGetRecord.html: records that are not there are in none of the lists. */
    private ObjectNode batchGet(ObjectNode input) {
        ObjectNode output = JSON.createObjectNode();
        ArrayNode records = output.putArray("Records");
        ArrayNode errors = output.putArray("Errors");
        ArrayNode unprocessed = output.putArray("UnprocessedIdentifiers");
        for (JsonNode asked : input.path("Identifiers")) {
            String name = asked.path("FeatureGroupName").asText();
            List<String> left = new ArrayList<>();
            for (JsonNode identifier : asked.path("RecordIdentifiersValueAsString")) {
                String id = identifier.asText();
                if (script.leaves(id)) {
                    left.add(id);
                } else if (script.fails(id)) {
                    errors.addObject()
                            .put("FeatureGroupName", name)
                            .put("RecordIdentifierValueAsString", id)
                            .put("ErrorCode", "InternalFailure")
                            .put("ErrorMessage", "by script");
                } else {
                    control.locked(name, group -> group.get(id, clock.instant()))
                            .ifPresent(values -> {
                                ArrayNode record = records.addObject()
                                        .put("FeatureGroupName", name)
                                        .put("RecordIdentifierValueAsString", id)
                                        .putArray("Record");
                                values.forEach((feature, text) -> record.addObject()
                                        .put("FeatureName", feature)
                                        .put("ValueAsString", text));
                            });
                }
            }
            if (!left.isEmpty()) {
                ArrayNode identifiers = unprocessed
                        .addObject()
                        .put("FeatureGroupName", name)
                        .putArray("RecordIdentifiersValueAsString");
                left.forEach(identifiers::add);
            }
        }
        return output;
    }

    private static Map<String, List<String>> query(HttpExchange exchange) {
        Map<String, List<String>> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                    .add(parts.length > 1 ? decoded(parts[1]) : "");
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode output) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(output);
        exchange.getResponseHeaders().set("x-amzn-RequestId", "fake");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
