package io.mlplatform.s3.provision;

import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who is to do what, written by hand: the design that both the policies and the page are held to. A letter is a zone, of
 * the role's own team; with a star, of every team. In brackets: AWS denies it, Ceph's gateway has no words to.
 */
final class DesignedAccess {

    static final String TABLE = """
            | operation | data scientist | feature owner | dataset publisher | automation | automation of one pipeline | model consumer | approver | collector | auditor |
            |---|---|---|---|---|---|---|---|---|---|
            | list an entity | E F* D* | E F* D* | E F* D* | E F* D* P M | E F* D* P M | M | M | E* F* D* P* M* | – |
            | read a file | E F* D* | E F* D* | E F* D* | E F* D* P M | E F* D* P M | M | M | E* F* D* P* M* | – |
            | read a log entry | E F* D* | E F* D* | E F* D* | E F* D* P M | E F* D* P M | M | M | E* F* D* P* M* | E* F* D* P* M* |
            | write a new file | E | F | D | P M | P M | – | – | – | – |
            | append to the log (plain alias) | E | F | D | P M | P M | – | M | E* F* D* P* M* | – |
            | move a protected alias | – | – | – | – | – | – | M | – | – |
            | put an entry of the index | E | F | D | P M | P M | – | – | – | – |
            | put the entity's marker | E | F | D | P M | P M | – | – | – | – |
            | put a lineage marker | E | F | D | P M | P M | – | – | – | – |
            | put a current export | E | F | D | P M | P M | – | – | – | – |
            | overwrite a committed file | (E) | (F) | (D) | (P M) | (P M) | – | – | – | – |
            | overwrite a log entry | (E) | (F) | (D) | (P M) | (P M) | – | (M) | (E* F* D* P* M*) | – |
            | overwrite the index | (E) | (F) | (D) | (P M) | (P M) | – | – | – | – |
            | put the index again, if-none-match | – | – | – | – | – | – | – | – | – |
            | overwrite a move of a protected alias | – | – | – | – | – | – | (M) | – | – |
            | delete a file | – | – | – | – | – | – | – | E* F* D* P* M* | – |
            | delete a log entry | – | – | – | – | – | – | – | – | – |
            | delete a move of a protected alias | – | – | – | – | – | – | – | – | – |
            | delete an entry of the index | – | – | – | – | – | – | – | E* F* D* P* M* | – |
            | tag a file for expiry | – | – | – | – | – | – | – | – | – |
            """;

    /** What a cell says of one zone. */
    enum Extent {
        NO_TEAM,
        OWN_TEAM,
        EVERY_TEAM;

        boolean holds(boolean isOwn) {
            return this == EVERY_TEAM || (this == OWN_TEAM && isOwn);
        }
    }

    /** @param isOnAwsDenied whether what the extents say holds on Ceph only, for want of words to deny it */
    record Cell(Map<Zone, Extent> extents, boolean isOnAwsDenied) {

        Extent in(Zone zone) {
            return extents.getOrDefault(zone, Extent.NO_TEAM);
        }
    }

    private DesignedAccess() {}

    /** The roles of the columns, in order. */
    static List<Role> roles(String team, String pipeline) {
        return List.of(
                Role.dataScientist(team),
                Role.featureOwner(team),
                Role.datasetPublisher(team),
                Role.automation(team),
                Role.automation(team, pipeline),
                Role.modelConsumer(team),
                Role.approver(team),
                Role.collector(),
                Role.auditor());
    }

    /** The names of the rows. */
    static List<String> operations() {
        return rows().map(row -> row.get(0)).toList();
    }

    static Cell cell(String operation, int role) {
        String text = rows().filter(row -> row.get(0).equals(operation))
                .findFirst()
                .orElseThrow()
                .get(role + 1);
        boolean isOnAwsDenied = text.startsWith("(");
        Map<Zone, Extent> extents = new LinkedHashMap<>();
        for (String word : text.replaceAll("[()]", "").split(" ", -1)) {
            if (!word.equals("–")) {
                extents.put(zone(word.charAt(0)), word.endsWith("*") ? Extent.EVERY_TEAM : Extent.OWN_TEAM);
            }
        }
        return new Cell(extents, isOnAwsDenied);
    }

    private static Zone zone(char letter) {
        return Arrays.stream(Zone.values())
                .filter(zone -> zone.name().charAt(0) == letter)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<List<String>> rows() {
        return TABLE.lines().skip(2).map(line -> {
            List<String> cells = new ArrayList<>(Arrays.asList(line.split("\\|", -1)));
            return cells.subList(1, cells.size() - 1).stream().map(String::trim).toList();
        });
    }
}
