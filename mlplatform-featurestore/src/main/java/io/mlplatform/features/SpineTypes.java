package io.mlplatform.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of a spine that joins look at: their types, and that all columns of the result have names of their own. */
record SpineTypes(String timeColumn, List<FeatureJoin> joins) {

    /** @throws IllegalStateException joins take one column for two types, or give two columns of one name */
    Map<String, FeatureType> byColumn() {
        refuseClashes();
        Map<String, FeatureType> types = new LinkedHashMap<>();
        types.put(timeColumn, FeatureType.TIMESTAMP);
        for (FeatureJoin join : joins) {
            join.spineTypes().forEach((column, type) -> {
                FeatureType before = types.putIfAbsent(column, type);
                if (before != null && before != type) {
                    throw new IllegalStateException("the spine's column '" + column + "' would be " + before
                            + " and, for " + join.group().name() + ", " + type + ": name another column with key(…)");
                }
            });
        }
        return types;
    }

    private void refuseClashes() {
        Map<String, FeatureJoin> givers = new LinkedHashMap<>();
        for (FeatureJoin join : joins) {
            for (String column : join.columns()) {
                FeatureJoin before = givers.put(FeatureColumn.folded(column), join);
                if (before != null) {
                    throw new IllegalStateException(
                            "'" + column + "' comes from " + before.group().name() + " and from "
                                    + join.group().name() + ": give a join a prefix(…), or rename(…) the feature");
                }
            }
        }
    }
}
