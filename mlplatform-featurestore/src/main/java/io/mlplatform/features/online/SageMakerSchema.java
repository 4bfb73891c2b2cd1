package io.mlplatform.features.online;

import io.mlplatform.features.FeatureColumn;
import io.mlplatform.features.FeatureGroup;
import io.mlplatform.features.FeatureType;
import io.mlplatform.features.TimeToLive;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sagemaker.model.TtlDuration;
import software.amazon.awssdk.services.sagemaker.model.TtlDurationUnit;

/**
 * A group as SageMaker knows it. Beside the group's own columns each record has {@code mlp_order}, since SageMaker's event time
 * has milliseconds and no tie-breaks, {@code mlp_deleted} in tombstones, and {@code mlp_key} where there are several keys.
 *
 * @param name of the feature group there
 * @param identifier the feature that names the record
 * @param origin the group's reference, which the description there says
 * @param features SageMaker's types by name
 * @param served the group's own features
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FeatureDefinition.html">FeatureDefinition</a>
 */
record SageMakerSchema(
        String name,
        String origin,
        String identifier,
        String eventTime,
        Map<String, String> features,
        Set<String> served) {

    static final String ORDER = "mlp_order";
    static final String DELETED = "mlp_deleted";
    static final String KEY = "mlp_key";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]([-_]*[a-zA-Z0-9]){0,63}");
    private static final Set<String> RESERVED = Set.of("is_deleted", "write_time", "api_invocation_time");
    private static final int MOST_CHARS = 64;
    private static final int MOST_FEATURES = 2_500;

    /** @throws IllegalArgumentException SageMaker has no place for the group, or for a column of it */
    static SageMakerSchema of(FeatureGroup group, String prefix) {
        Map<String, String> features = new LinkedHashMap<>();
        boolean several = group.keys().size() > 1;
        if (several) {
            features.put(KEY, "String");
        }
        for (FeatureColumn key : group.keys()) {
            features.put(checked(group, key.name()), type(key.type()));
        }
        features.put(checked(group, group.eventTime()), "String");
        for (FeatureColumn feature : group.features()) {
            features.put(checked(group, feature.name()), type(feature.type()));
        }
        features.put(ORDER, "String");
        features.put(DELETED, "String");
        if (features.size() > MOST_FEATURES) {
            throw new IllegalArgumentException(group.name() + " has more features than SageMaker's " + MOST_FEATURES
                    + " a group: serve it in several");
        }
        String name = prefix + group.name().value().replace("/", "--").replace(".", "-_-");
        if (!NAME.matcher(name).matches() || name.length() > MOST_CHARS) {
            throw new IllegalArgumentException("'" + name + "' is no name for a feature group of SageMaker: at most "
                    + MOST_CHARS + " letters, digits, '-' and '_', a letter or digit first and last");
        }
        return new SageMakerSchema(
                name,
                "mlp://features/" + group.name(),
                several ? KEY : group.keys().get(0).name(),
                group.eventTime(),
                features,
                group.features().stream().map(FeatureColumn::name).collect(Collectors.toSet()));
    }

    // Longer than the group's own by a second and more: SageMaker's event time is cut to milliseconds.
    static Optional<TtlDuration> timeToLive(FeatureGroup group) {
        if (!(group.timeToLive() instanceof TimeToLive.Within ttl)) {
            return Optional.empty();
        }
        long seconds = ttl.bound().toSeconds() + 2;
        boolean weeks = seconds > Integer.MAX_VALUE;
        return Optional.of(TtlDuration.builder()
                .unit(weeks ? TtlDurationUnit.WEEKS : TtlDurationUnit.SECONDS)
                .value((int) (weeks ? seconds / Duration.ofDays(7).toSeconds() + 1 : seconds))
                .build());
    }

    private static String type(FeatureType type) {
        return switch (type.name()) {
            case "LONG" -> "Integral";
            case "DOUBLE" -> "Fractional";
            // Vectors too: SageMaker's own exist in the in-memory tier only, which a group cannot change to.
            default -> "String";
        };
    }

    private static String checked(FeatureGroup group, String column) {
        if (!NAME.matcher(column).matches()
                || RESERVED.contains(column)
                || column.equals(ORDER)
                || column.equals(DELETED)
                || column.equals(KEY)) {
            throw new IllegalArgumentException("'" + column + "' of " + group.name()
                    + " is no name for a feature of SageMaker: it ends in a letter or digit, and is none of "
                    + RESERVED + " or of mlp_order, mlp_deleted, mlp_key");
        }
        return column;
    }
}
