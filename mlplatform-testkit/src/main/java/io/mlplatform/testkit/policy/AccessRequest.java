package io.mlplatform.testkit.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One action on one resource, with what the service tells of the request.
 *
 * @param action such as {@code s3:GetObject}; its case does not count
 * @param resource the ARN of the resource
 * @param context condition keys, whose case does not count, to their values; a key that the service does not send is
 *     absent, which is not the same as an empty value. What follows from the {@link CallingPrincipal} need not be given;
 *     what is given here comes before it
 */
public record AccessRequest(String action, String resource, Map<String, List<String>> context) {

    public AccessRequest {
        if (!action.matches("[A-Za-z0-9-]+:[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("An action is service:name, not " + action);
        }
        if (!resource.equals("*") && !ArnPattern.isArn(resource)) {
            throw new IllegalArgumentException("A resource is an ARN of six parts, or *, not " + resource);
        }
        Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        context.forEach((key, values) -> {
            if (sorted.put(key, List.copyOf(values)) != null) {
                throw new IllegalArgumentException("The condition key " + key + " is given twice");
            }
        });
        context = Collections.unmodifiableMap(sorted);
    }

    /** A request of which nothing else is known. */
    public static AccessRequest of(String action, String resource) {
        return new AccessRequest(action, resource, Map.of());
    }

    /** This request with a condition key, in place of what it had. Several values make the key multi-valued. */
    public AccessRequest with(String key, String... values) {
        Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(context);
        changed.put(key, List.of(values));
        return new AccessRequest(action, resource, changed);
    }
}
