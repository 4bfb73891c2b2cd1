package io.mlplatform.testkit.format;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a version's root leads to.
 *
 * @param digest the content digest it states
 * @param rows its files in stored order
 * @param documents the keys of root, nodes and segments, below the entity's prefix
 */
record Manifest(String digest, List<String> partitionBy, List<FileRow> rows, Set<String> documents) {

    /** The txns that must stay for this version to be read. */
    Set<String> txns() {
        Set<String> txns = new TreeSet<>();
        rows.stream().filter(FileRow::staged).map(FileRow::txn).forEach(txns::add);
        documents.forEach(key -> txns.add(txn(key)));
        return txns;
    }

    /** The txn of a key {@code _manifests/<txn>/…}. */
    static String txn(String document) {
        return document.split("/", 3)[1];
    }
}
