package io.mlplatform;

import io.mlplatform.layout.Zone;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to a version, to be resolved: {@code mlp://<zone>/<entity>@<version, alias, latest or time>}, optionally
 * with {@code #<digest prefix>}, which the resolved version's digest must begin with. Prints as it parses. Immutable.
 *
 * @param digestPrefix empty, or 4 to 64 lowercase hex digits
 */
public record VersionRef(Zone zone, EntityName entity, VersionSelector selector, Optional<String> digestPrefix) {

    private static final String SCHEME = "mlp://";
    private static final Pattern FORM = Pattern.compile("([^@#]+)(?:@([^#]+))?(?:#([0-9a-f]{4,64}))?");

    public static VersionRef of(Zone zone, EntityName entity, VersionSelector selector) {
        return new VersionRef(zone, entity, selector, Optional.empty());
    }

    /** Parses a full reference, which begins with {@code mlp://}. */
    public static VersionRef parse(String text) {
        if (!text.startsWith(SCHEME) || text.indexOf('/', SCHEME.length()) < 0) {
            throw refused(text);
        }
        int slash = text.indexOf('/', SCHEME.length());
        Zone zone = Zone.of(text.substring(SCHEME.length(), slash));
        return parseShort(text.substring(slash + 1), zone);
    }

    /**
     * Parses a full reference of {@code zone}, or a short one such as {@code growth/churn@12}. Without {@code @} the
     * latest version is meant.
     */
    public static VersionRef parse(String text, Zone zone) {
        if (text.startsWith(SCHEME)) {
            VersionRef ref = parse(text);
            if (ref.zone != zone) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not in the zone " + zone + ": ask the " + ref.zone + " API for it");
            }
            return ref;
        }
        return parseShort(text, zone);
    }

    private static VersionRef parseShort(String text, Zone zone) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw refused(text);
        }
        String selector = matcher.group(2);
        return new VersionRef(
                zone,
                EntityName.of(matcher.group(1)),
                selector == null ? new VersionSelector.Latest() : VersionSelector.parse(selector),
                Optional.ofNullable(matcher.group(3)));
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("not a reference: '" + text
                + "': write growth/churn@12, growth/churn@production or mlp://datasets/growth/churn@12");
    }

    @Override
    public String toString() {
        return SCHEME + zone + "/" + entity + "@" + selector
                + digestPrefix.map(prefix -> "#" + prefix).orElse("");
    }
}
