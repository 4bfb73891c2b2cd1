package io.mlplatform.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training set takes from one group, and under which names. Immutable.
 *
 * @param features those asked for, in that order
 * @param spineKeys the spine's column for each key of the group
 * @param knownAt the column that says when a row was known, where that counts
 * @param prefix before the names of the group's columns
 * @param names of features that have another in the training set; they take no prefix
 */
record FeatureJoin(
        FeatureGroupVersion version,
        List<FeatureColumn> features,
        Map<String, String> spineKeys,
        Optional<String> knownAt,
        String prefix,
        Map<String, String> names) {

    /** @param chosen features by name; all where none is named */
    static FeatureJoin of(FeatureGroupVersion version, List<String> chosen) {
        FeatureGroup group = version.group();
        List<FeatureColumn> features = new ArrayList<>();
        for (String name : chosen) {
            FeatureColumn feature = feature(group, name);
            if (features.contains(feature)) {
                throw new IllegalArgumentException(
                        "'" + name + "' of " + group.name() + " is chosen twice: name it once");
            }
            features.add(feature);
        }
        Map<String, String> keys = new LinkedHashMap<>();
        group.keys().forEach(key -> keys.put(key.name(), key.name()));
        return new FeatureJoin(
                version, chosen.isEmpty() ? group.features() : features, keys, Optional.empty(), "", Map.of());
    }

    FeatureGroup group() {
        return version.group();
    }

    FeatureJoin withKnownAt(String column) {
        boolean tells = column.equals(SystemColumns.CREATED)
                || group().features().stream()
                        .anyMatch(feature -> feature.name().equals(column) && feature.type() == FeatureType.TIMESTAMP);
        if (!tells) {
            throw new IllegalArgumentException("'" + column + "' cannot tell when a row of " + group().name()
                    + " was known: name a TIMESTAMP feature, or " + SystemColumns.CREATED);
        }
        return new FeatureJoin(version, features, spineKeys, Optional.of(column), prefix, names);
    }

    FeatureJoin withKey(String key, String spineColumn) {
        if (!spineKeys.containsKey(key)) {
            throw new IllegalArgumentException(
                    "'" + key + "' is no key of " + group().name() + ", there are " + spineKeys.keySet());
        }
        Map<String, String> keys = new LinkedHashMap<>(spineKeys);
        keys.put(key, spineColumn);
        return new FeatureJoin(version, features, keys, knownAt, prefix, names);
    }

    FeatureJoin withPrefix(String text) {
        features.forEach(feature -> FeatureColumn.requireName(text + feature.name()));
        return new FeatureJoin(version, features, spineKeys, knownAt, text, names);
    }

    FeatureJoin withName(String feature, String name) {
        if (!features.contains(feature(group(), feature))) {
            throw new IllegalArgumentException("'" + feature + "' of " + group().name() + " is not among the features"
                    + " chosen, " + features + ": choose it, then rename it");
        }
        Map<String, String> renamed = new LinkedHashMap<>(names);
        renamed.put(feature, FeatureColumn.requireName(name));
        return new FeatureJoin(version, features, spineKeys, knownAt, prefix, renamed);
    }

    /** The feature's name in the training set. */
    String column(FeatureColumn feature) {
        return names.getOrDefault(feature.name(), prefix + feature.name());
    }

    /** The column in which the training set says what was found. */
    String statusColumn() {
        return prefix + group().statusColumn();
    }

    /** All columns that the training set gets of the group. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        features.forEach(feature -> columns.add(column(feature)));
        columns.add(statusColumn());
        return columns;
    }

    /** The types of the spine's columns that hold keys. */
    Map<String, FeatureType> spineTypes() {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        group().keys().forEach(key -> types.put(spineColumn(key), key.type()));
        return types;
    }

    /** The spine's column with that key. */
    String spineColumn(FeatureColumn key) {
        return spineKeys.getOrDefault(key.name(), key.name());
    }

    private static FeatureColumn feature(FeatureGroup group, String name) {
        return group.features().stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no feature of " + group.name()
                        + " at this version, there are " + group.features()));
    }
}
