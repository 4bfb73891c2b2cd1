package io.mlplatform.features;

import io.mlplatform.layout.Classification;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a search for features asks for; all of it must hold. Upper and lower case count as the same. Immutable.
 *
 * @param words each occurs in the group's name, owner, description, tags or class, or in a column's name, type, description or tags
 * @param types of which a column is one; any where empty
 * @param tags that the group has, or one of its columns
 * @param owner words for it occur in the group's owner; any where empty
 * @param classifications of which the group's is one; any where empty
 * @param limit how many groups are given at most
 */
public record FeatureQuery(
        List<String> words,
        List<FeatureType> types,
        Map<String, String> tags,
        String owner,
        List<Classification> classifications,
        int limit) {

    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 10_000;

    public FeatureQuery {
        words = words.stream().map(FeatureQuery::folded).toList();
        types = List.copyOf(types);
        tags = Tags.of(tags);
        owner = folded(owner);
        classifications = List.copyOf(classifications);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a search gives 1 to " + MOST + " groups, not " + limit);
        }
    }

    /** Every group. */
    public static FeatureQuery all() {
        return new FeatureQuery(List.of(), List.of(), Map.of(), "", List.of(), USUAL_LIMIT);
    }

    /** Groups in which each of the words, which white space divides, occurs somewhere. */
    public static FeatureQuery text(String text) {
        List<String> words = Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return new FeatureQuery(words, List.of(), Map.of(), "", List.of(), USUAL_LIMIT);
    }

    /** Those of them with a column of one of these types. */
    public FeatureQuery types(FeatureType... ofColumns) {
        return new FeatureQuery(words, List.of(ofColumns), tags, owner, classifications, limit);
    }

    /** Those of them with this tag, on the group or on a column. */
    public FeatureQuery tag(String tag, String value) {
        Map<String, String> all = new TreeMap<>(tags);
        all.put(tag, value);
        return new FeatureQuery(words, types, all, owner, classifications, limit);
    }

    /** Those of them whose owner has this in it. */
    public FeatureQuery owner(String who) {
        return new FeatureQuery(words, types, tags, who, classifications, limit);
    }

    /** Those of them whose data is of one of these classes. */
    public FeatureQuery classifications(Classification... ofData) {
        return new FeatureQuery(words, types, tags, owner, List.of(ofData), limit);
    }

    /** At most so many of them; a hundred unless said otherwise. */
    public FeatureQuery limit(int groups) {
        return new FeatureQuery(words, types, tags, owner, classifications, groups);
    }

    /** The group with those of its columns that the query is about, where it is about the group. */
    Optional<FeatureHit> hit(FeatureGroup group, long versions) {
        if (!folded(group.owner()).contains(owner)
                || !classifications.isEmpty() && !classifications.contains(group.classification())
                || !types.isEmpty() && group.columns().stream().noneMatch(column -> types.contains(column.type()))
                || !tags.entrySet().stream().allMatch(tag -> has(group, tag))) {
            return Optional.empty();
        }
        String ofGroup = text(group);
        List<String> left =
                words.stream().filter(word -> !ofGroup.contains(word)).toList();
        if (!left.stream().allMatch(word -> group.columns().stream()
                .anyMatch(column -> text(column).contains(word)))) {
            return Optional.empty();
        }
        return Optional.of(new FeatureHit(
                group, versions, group.columns().stream().filter(this::isAbout).toList()));
    }

    private boolean isAbout(FeatureColumn column) {
        String text = text(column);
        return words.stream().anyMatch(text::contains)
                || types.contains(column.type())
                || tags.entrySet().stream().anyMatch(column.tags().entrySet()::contains);
    }

    private static boolean has(FeatureGroup group, Map.Entry<String, String> tag) {
        return group.tags().entrySet().contains(tag)
                || group.columns().stream()
                        .anyMatch(column -> column.tags().entrySet().contains(tag));
    }

    private static String text(FeatureGroup group) {
        return folded(String.join(
                "\n",
                group.name().value(),
                group.owner(),
                group.description(),
                group.tags().toString(),
                group.classification().word()));
    }

    private static String text(FeatureColumn column) {
        return folded(String.join(
                "\n", column.toString(), column.description(), column.tags().toString()));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
