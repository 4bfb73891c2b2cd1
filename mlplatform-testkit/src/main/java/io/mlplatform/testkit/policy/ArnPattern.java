package io.mlplatform.testkit.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An ARN whose six parts are matched one by one: no wildcard of one part reaches into the next, but those of the last
 * part cross its own slashes and colons. A lone {@code *} is every resource.
 */
final class ArnPattern {

    private static final int PARTS = 6;

    /** None for the lone wildcard. */
    private final List<PolicyPattern> parts;

    private ArnPattern(List<PolicyPattern> parts) {
        this.parts = parts;
    }

    static ArnPattern of(String text, PolicyVersion version) {
        if (text.equals("*")) {
            return new ArnPattern(List.of());
        }
        return strictlyOf(text, version);
    }

    /** As operators on ARNs have it, which know no lone wildcard. */
    static ArnPattern strictlyOf(String text, PolicyVersion version) {
        List<String> parts = split(text);
        if (!isArn(parts)) {
            throw new MalformedPolicyException("Not an ARN of six parts: " + text);
        }
        return new ArnPattern(
                parts.stream().map(part -> PolicyPattern.like(part, version)).toList());
    }

    static boolean isArn(String text) {
        return isArn(split(text));
    }

    boolean matches(String arn, RequestContext context) {
        if (parts.isEmpty()) {
            return true;
        }
        List<String> actual = split(arn);
        return actual.size() == PARTS
                && IntStream.range(0, PARTS).allMatch(at -> parts.get(at).matches(actual.get(at), context));
    }

    private static boolean isArn(List<String> parts) {
        return parts.size() == PARTS && parts.get(0).equals("arn");
    }

    /** At the first five colons that stand in no variable. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int closed = 0;
        for (int at = 0; at < text.length() && parts.size() < PARTS - 1; at++) {
            if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                closed = end < 0 ? text.length() : end;
            }
            if (text.charAt(at) == ':' && at >= closed) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
