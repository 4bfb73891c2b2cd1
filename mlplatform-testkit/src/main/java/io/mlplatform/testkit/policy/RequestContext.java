package io.mlplatform.testkit.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The condition keys of a request, those of its caller among them; their case does not count. */
final class RequestContext {

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    RequestContext(CallingPrincipal caller, AccessRequest request) {
        caller.context().forEach((key, value) -> values.put(key, List.of(value)));
        values.putAll(request.context());
    }

    /** The values of a key; none where it is absent. */
    List<String> values(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** The value for a variable; empty where the key is absent. */
    Optional<String> single(String key) {
        List<String> all = values(key);
        if (all.size() > 1) {
            throw new UnsupportedPolicyException("${" + key + "} has several values, which no variable can hold");
        }
        return all.stream().findFirst();
    }
}
