package io.mlplatform.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.json.StoredJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A model's metrics and description as a commit's {@code detail} has them. */
final class ModelJson {

    private ModelJson() {}

    static Optional<JsonNode> write(Map<String, Double> metrics, ModelDescription description) {
        ObjectNode detail = Json.object();
        if (!description.card().isEmpty()) {
            ObjectNode card = detail.putObject("card");
            ObjectNode fields = card.putObject("fields");
            description.card().fields().forEach(fields::put);
            card.put("text", description.card().text());
        }
        Framework framework = description.framework();
        if (!framework.name().isEmpty()) {
            detail.putObject("framework").put("name", framework.name()).put("version", framework.version());
        }
        if (!description.image().isEmpty()) {
            detail.put("image", description.image());
        }
        if (!metrics.isEmpty()) {
            ObjectNode values = detail.putObject("metrics");
            metrics.forEach((metric, value) -> values.set(metric, Json.number(value)));
        }
        if (!description.signature().isEmpty()) {
            ObjectNode signature = detail.putObject("signature");
            signature.set("inputs", tensors(description.signature().inputs()));
            signature.set("outputs", tensors(description.signature().outputs()));
        }
        return detail.isEmpty() ? Optional.empty() : Optional.of(detail);
    }

    static Map<String, Double> metrics(StoredJson detail) {
        Map<String, Double> metrics = new TreeMap<>();
        detail.find("metrics")
                .ifPresent(values ->
                        values.node().fieldNames().forEachRemaining(name -> metrics.put(name, values.real(name))));
        return metrics;
    }

    static ModelDescription description(StoredJson detail) {
        try {
            return new ModelDescription(
                    detail.find("framework")
                            .map(json -> new Framework(json.text("name"), json.text("version", "")))
                            .orElse(Framework.UNSTATED),
                    detail.find("signature")
                            .map(json ->
                                    new ModelSignature(specs(json.objects("inputs")), specs(json.objects("outputs"))))
                            .orElse(ModelSignature.of()),
                    detail.find("card").map(ModelJson::card).orElse(ModelCard.EMPTY),
                    detail.text("image", ""));
        } catch (IllegalArgumentException e) {
            throw new DataCorruptException(detail.resource(), e.getMessage() + "; restore the entry", e);
        }
    }

    private static ModelCard card(StoredJson json) {
        Map<String, String> fields = new TreeMap<>();
        json.find("fields")
                .ifPresent(map -> map.node().fieldNames().forEachRemaining(name -> fields.put(name, map.text(name))));
        return new ModelCard(json.text("text", ""), fields);
    }

    private static ArrayNode tensors(List<TensorSpec> specs) {
        ArrayNode array = Json.array();
        for (TensorSpec spec : specs) {
            ObjectNode node = array.addObject().put("name", spec.name());
            ArrayNode shape = node.putArray("shape");
            spec.shape().forEach(shape::add);
            node.put("type", spec.type());
        }
        return array;
    }

    private static List<TensorSpec> specs(List<StoredJson> nodes) {
        List<TensorSpec> specs = new ArrayList<>();
        for (StoredJson json : nodes) {
            List<Long> shape = new ArrayList<>();
            json.node().path("shape").forEach(size -> shape.add(size(size)));
            specs.add(new TensorSpec(json.text("name"), json.text("type"), shape));
        }
        return specs;
    }

    private static long size(JsonNode size) {
        if (!size.isIntegralNumber() || !size.canConvertToLong()) {
            throw new IllegalArgumentException("a shape has a size that is no whole number");
        }
        return size.longValue();
    }
}
