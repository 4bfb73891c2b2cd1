package io.mlplatform.testkit.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a policy that may hold variables and, where the element knows them, the wildcards {@code *} and {@code ?}.
 * What a variable brings is taken literally. A variable without a value makes the whole text match nothing
 * (<a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables with no
 * value</a>).
 */
final class PolicyPattern {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{\\s*([^,'}]+?)\\s*(?:,\\s*'((?:[^']|'')*)'\\s*)?\\}");

    private sealed interface Piece permits Fixed, Variable {}

    /** Part of a regular expression. */
    private record Fixed(String regex) implements Piece {}

    private record Variable(String key, Optional<String> fallback) implements Piece {}

    /** Whether {@code *} and {@code ?} stand for others. */
    private enum Wildcards {
        MATCH,
        LITERAL
    }

    private final List<Piece> pieces = new ArrayList<>();

    private PolicyPattern(String text, PolicyVersion version, Wildcards wildcards) {
        int at = 0;
        while (at < text.length()) {
            if (version == PolicyVersion.WITH_VARIABLES && text.startsWith("${", at)) {
                at = addVariable(text, at);
            } else {
                pieces.add(new Fixed(regexOf(text.charAt(at), wildcards)));
                at++;
            }
        }
    }

    /** With wildcards. */
    static PolicyPattern like(String text, PolicyVersion version) {
        return new PolicyPattern(text, version, Wildcards.MATCH);
    }

    /** Without wildcards. */
    static PolicyPattern exactly(String text, PolicyVersion version) {
        return new PolicyPattern(text, version, Wildcards.LITERAL);
    }

    boolean matches(String value, RequestContext context) {
        return regex(context)
                .map(regex ->
                        Pattern.compile(regex, Pattern.DOTALL).matcher(value).matches())
                .orElse(false);
    }

    boolean matchesIgnoringCase(String value, RequestContext context) {
        int flags = Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        return regex(context)
                .map(regex -> Pattern.compile(regex, flags).matcher(value).matches())
                .orElse(false);
    }

    private Optional<String> regex(RequestContext context) {
        StringBuilder regex = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Fixed fixed) {
                regex.append(fixed.regex());
            } else if (piece instanceof Variable variable) {
                Optional<String> value = context.single(variable.key()).or(variable::fallback);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                regex.append(Pattern.quote(value.get()));
            }
        }
        return Optional.of(regex.toString());
    }

    private int addVariable(String text, int at) {
        Matcher variable = VARIABLE.matcher(text).region(at, text.length());
        if (!variable.lookingAt()) {
            throw new MalformedPolicyException("No variable can be read at ${ in " + text);
        }
        String name = variable.group(1);
        Optional<String> fallback = Optional.ofNullable(variable.group(2)).map(quoted -> quoted.replace("''", "'"));
        if (name.length() == 1 && "*?$".contains(name)) {
            pieces.add(new Fixed(Pattern.quote(name)));
        } else if (name.matches("[A-Za-z0-9-]+:.+")) {
            pieces.add(new Variable(name, fallback));
        } else {
            throw new MalformedPolicyException("${" + name + "} in " + text + " names no condition key");
        }
        return variable.end();
    }

    private static String regexOf(char character, Wildcards wildcards) {
        if (wildcards == Wildcards.MATCH && character == '*') {
            return ".*";
        }
        if (wildcards == Wildcards.MATCH && character == '?') {
            return ".";
        }
        return Pattern.quote(String.valueOf(character));
    }
}
