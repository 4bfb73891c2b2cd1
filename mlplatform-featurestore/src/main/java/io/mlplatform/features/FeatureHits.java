package io.mlplatform.features;

import io.mlplatform.EntityName;
import io.mlplatform.internal.Table;
import io.mlplatform.lineage.UnseenZone;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a search found, as far as its limit goes.
 *
 * @param hits in order of the groups' names
 * @param found how many groups the query is about, those beyond the limit among them
 * @param searched how many groups were read
 * @param unread groups that are there and could not be read, which may be what was searched for
 * @param unseen teams whose groups could not be listed
 */
public record FeatureHits(
        List<FeatureHit> hits, long found, long searched, List<UnreadGroup> unread, List<UnseenZone> unseen) {

    private static final int WIDEST = 60;
    private static final int SHOWN = 10;

    /**
     * A group that could not be read.
     *
     * @param why such as {@code no access}
     */
    public record UnreadGroup(EntityName name, String why) {
        @Override
        public String toString() {
            return name + " (" + why + ")";
        }
    }

    public FeatureHits {
        hits = List.copyOf(hits);
        unread = List.copyOf(unread);
        unseen = List.copyOf(unseen);
    }

    /** A table with a line a group, at most fifty, then how many were searched and what could not be. */
    @Override
    public String toString() {
        Table table = new Table(List.of("group", "columns", "class", "owner", "description"), WIDEST);
        for (FeatureHit hit : hits) {
            FeatureGroup group = hit.group();
            table.add(List.of(
                    group.name() + (hit.latest() == 0 ? "" : "@" + hit.latest()),
                    hit.columns().isEmpty() ? group.features().size() + " features" : hit.columnsLine(),
                    group.classification().word(),
                    group.owner(),
                    group.description()));
        }
        return (hits.isEmpty() ? "" : table.toString()) + found + " of " + searched + " groups"
                + (found > hits.size() ? ", the first " + hits.size() + " given" : "")
                + missing("not readable", unread) + missing("not seen", unseen);
    }

    private static String missing(String words, List<?> those) {
        return those.isEmpty()
                ? ""
                : "\n" + words + ": "
                        + those.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining(", "))
                        + (those.size() > SHOWN ? " and " + (those.size() - SHOWN) + " more" : "");
    }
}
