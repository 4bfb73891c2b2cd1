package io.mlplatform.modelcheck;

/** A rule of the format that the model can do without, so that a search shows what the rule is there for. */
enum Rule {
    OWN_PUT_IS_KNOWN_AGAIN("a 412 is read back, as it may be the answer to an own put"),
    NOTHING_IS_CLEANED_UP_WHILE_UNKNOWN("after an unknown outcome nothing staged is deleted"),
    COMMITTERS_ASK_THE_FENCE("a committer asks what was condemned since its first byte"),
    CONDEMNS_ARE_REMEMBERED("a condemnation counts after its sweep too"),
    SOURCES_ARE_FENCED("versions that entries are taken from must not be retired"),
    SEGMENTS_BELONG_TO_A_TXN("equal segments of two txns are two objects"),
    LATEST_IS_NOT_RETIRED("the latest version is not retired"),
    LOG_KEYS_ARE_KEPT("no key of a log is ever deleted"),
    REBASE_ONLY_WHAT_COMMUTES("a lost race is redone only where base and latest agree inside the scope"),
    EVICTION_SETS_A_FLOOR("an evicted writer's seq becomes the floor"),
    RESOLVE_FILLS_THE_SLOT("an unknown outcome is settled by filling its slot"),

    RACED_TXNS_ARE_STRUCK("a condemnation that lost a race strikes what was committed meanwhile"),
    ALIAS_IS_PINNED_FIRST("a version is pinned before a protected alias names it"),
    UNKNOWN_MOVE_KEEPS_ITS_PIN("the pin of an unsettled move stays"),
    RESUMED_TXN_IS_LOOKED_UP("whoever resumes a txn looks for it in the log before each put"),
    PINNED_ALIAS_IS_NOT_RETIRED("a version with a pin of an alias, or in aliases, is not retired");

    private final String says;

    Rule(String says) {
        this.says = says;
    }

    String says() {
        return says;
    }
}
