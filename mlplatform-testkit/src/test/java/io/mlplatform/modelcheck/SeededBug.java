package io.mlplatform.modelcheck;

import java.util.function.Supplier;

/** A rule taken out, the model in which that is to be noticed, and the invariant by which. */
enum SeededBug {
    A_412_IS_READ_AS_LOST(Rule.OWN_PUT_IS_KNOWN_AGAIN, Scenarios::commits, Invariant.FAILED_NEVER_APPEARS, 7),
    CLEAN_UP_AFTER_UNKNOWN(Rule.NOTHING_IS_CLEANED_UP_WHILE_UNKNOWN, Scenarios::collection, Invariant.LIVE_EXISTS, 6),
    UNFENCED_COLLECTION(Rule.COMMITTERS_ASK_THE_FENCE, Scenarios::equalSegments, Invariant.LIVE_EXISTS, 10),
    CONDEMNS_FORGOTTEN_AFTER_THE_SWEEP(
            Rule.CONDEMNS_ARE_REMEMBERED, Scenarios::equalSegments, Invariant.LIVE_EXISTS, 13),
    FENCE_WITHOUT_SOURCES(Rule.SOURCES_ARE_FENCED, Scenarios::collection, Invariant.LIVE_EXISTS, 12),
    SEGMENTS_SHARED_BETWEEN_TXNS(Rule.SEGMENTS_BELONG_TO_A_TXN, Scenarios::equalSegments, Invariant.LIVE_EXISTS, 10),
    RETIRE_OF_LATEST(Rule.LATEST_IS_NOT_RETIRED, Scenarios::latest, Invariant.ALIAS_NAMES_UNRETIRED, 2),
    LOG_KEYS_DELETED(Rule.LOG_KEYS_ARE_KEPT, Scenarios::collection, Invariant.LOG_NEVER_CHANGES, 8),
    SILENT_REBASE_OF_OVERWRITE(Rule.REBASE_ONLY_WHAT_COMMUTES, Scenarios::commits, Invariant.APPENDS_ARE_KEPT, 11),
    EVICTION_WITHOUT_FLOOR(Rule.EVICTION_SETS_A_FLOOR, Scenarios::tokens, Invariant.TOKEN_COMMITS_ONCE, 15),
    RESOLVE_THAT_ONLY_LOOKS(Rule.RESOLVE_FILLS_THE_SLOT, Scenarios::resolving, Invariant.FAILED_NEVER_APPEARS, 7),

    RACED_TXNS_CONDEMNED(Rule.RACED_TXNS_ARE_STRUCK, Scenarios::equalSegments, Invariant.LIVE_EXISTS, 10),
    ALIAS_MOVED_WITHOUT_PIN(Rule.ALIAS_IS_PINNED_FIRST, Scenarios::aliases, Invariant.ALIAS_NAMES_UNRETIRED, 4),
    PIN_TAKEN_FROM_AN_UNKNOWN_MOVE(
            Rule.UNKNOWN_MOVE_KEEPS_ITS_PIN, Scenarios::aliases, Invariant.ALIAS_NAMES_UNRETIRED, 10),
    RESUMED_TXN_NOT_LOOKED_UP(Rule.RESUMED_TXN_IS_LOOKED_UP, Scenarios::resuming, Invariant.FAILED_NEVER_APPEARS, 10),
    RETIRE_OF_WHAT_AN_ALIAS_NAMES(
            Rule.PINNED_ALIAS_IS_NOT_RETIRED, Scenarios::latest, Invariant.ALIAS_NAMES_UNRETIRED, 4);

    private final Rule rule;
    private final Supplier<Model> model;
    private final Invariant noticedBy;
    private final int steps;

    SeededBug(Rule rule, Supplier<Model> model, Invariant noticedBy, int steps) {
        this.rule = rule;
        this.model = model;
        this.noticedBy = noticedBy;
        this.steps = steps;
    }

    Rule rule() {
        return rule;
    }

    /** The model with all its rules. */
    Model sound() {
        return model.get();
    }

    Model seeded() {
        return sound().without(rule);
    }

    Invariant noticedBy() {
        return noticedBy;
    }

    /** The length of a shortest trace, as docs/protocol-check.md states it. */
    int steps() {
        return steps;
    }
}
