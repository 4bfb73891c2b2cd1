package io.mlplatform.modelcheck;

/** What must hold in every state (format, section 9; the numbers are its). */
enum Invariant {
    LOG_NEVER_CHANGES("1: an entry stands in its slot for ever, and there are no gaps"),
    ACKNOWLEDGED_STANDS("3: an acknowledged write is in the log"),
    FAILED_NEVER_APPEARS("4: a write reported as failed is not in the log, and resolving converges"),
    TOKEN_COMMITS_ONCE("5: one token, at most one commit"),
    TXN_COMMITS_ONCE("a txn is committed at most once"),
    LIVE_EXISTS("6: everything reachable from live versions exists"),
    ALIAS_NAMES_UNRETIRED("7: no alias, and not latest, names a missing or retired version"),
    CONDEMNED_STAYS_DEAD("9: no entry after a condemnation commits or reaches a txn it names"),
    APPENDS_ARE_KEPT("12: no append is undone by a rebase that did not see it");

    private final String says;

    Invariant(String says) {
        this.says = says;
    }

    String says() {
        return says;
    }
}
