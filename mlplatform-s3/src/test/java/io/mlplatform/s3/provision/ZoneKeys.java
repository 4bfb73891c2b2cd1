package io.mlplatform.s3.provision;

import io.mlplatform.layout.Zone;

/**
 * The keys of one team's entities in one zone that a test looks at; spelled here by hand, as the format has them.
 *
 * @param root empty, or ends in {@code /}
 * @param published the name of an entity that the library published
 * @param scratchName the name of one that tests put what they like into
 * @param file a key of the published entity, as are the next two
 */
record ZoneKeys(
        Zone zone,
        String team,
        String bucket,
        String root,
        String published,
        String scratchName,
        String file,
        String entry,
        String index) {

    String entity() {
        return root + published;
    }

    String scratch() {
        return root + scratchName;
    }

    /** The scratch entity's name in markers. */
    String flat() {
        return scratchName.replace('/', '!');
    }
}
