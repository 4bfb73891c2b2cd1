package io.mlplatform.modelcheck;

import java.util.function.Supplier;

/** A rule taken out, the model in which that is to be noticed, and the invariant by which. */
enum SeededBug {
    A_412_IS_READ_AS_LOST(Rule.OWN_PUT_IS_KNOWN_AGAIN, Scenarios::commits, Invariant.FAILED_NEVER_APPEARS),
    CLEAN_UP_AFTER_UNKNOWN(Rule.NOTHING_IS_CLEANED_UP_WHILE_UNKNOWN, Scenarios::collection, Invariant.LIVE_EXISTS),
    UNFENCED_COLLECTION(Rule.COMMITTERS_ASK_THE_FENCE, Scenarios::equalSegments, Invariant.LIVE_EXISTS),
    CONDEMNS_FORGOTTEN_AFTER_THE_SWEEP(Rule.CONDEMNS_ARE_REMEMBERED, Scenarios::equalSegments, Invariant.LIVE_EXISTS),
    FENCE_WITHOUT_SOURCES(Rule.SOURCES_ARE_FENCED, Scenarios::collection, Invariant.LIVE_EXISTS),
    SEGMENTS_SHARED_BETWEEN_TXNS(Rule.SEGMENTS_BELONG_TO_A_TXN, Scenarios::equalSegments, Invariant.LIVE_EXISTS),
    RETIRE_OF_LATEST(Rule.LATEST_IS_NOT_RETIRED, Scenarios::latest, Invariant.ALIAS_NAMES_UNRETIRED),
    LOG_KEYS_DELETED(Rule.LOG_KEYS_ARE_KEPT, Scenarios::collection, Invariant.LOG_NEVER_CHANGES),
    SILENT_REBASE_OF_OVERWRITE(Rule.REBASE_ONLY_WHAT_COMMUTES, Scenarios::commits, Invariant.APPENDS_ARE_KEPT),
    EVICTION_WITHOUT_FLOOR(Rule.EVICTION_SETS_A_FLOOR, Scenarios::tokens, Invariant.TOKEN_COMMITS_ONCE),
    RESOLVE_THAT_ONLY_LOOKS(Rule.RESOLVE_FILLS_THE_SLOT, Scenarios::resolving, Invariant.FAILED_NEVER_APPEARS),

    RACED_TXNS_CONDEMNED(Rule.RACED_TXNS_ARE_STRUCK, Scenarios::equalSegments, Invariant.LIVE_EXISTS),
    ALIAS_MOVED_WITHOUT_PIN(Rule.ALIAS_IS_PINNED_FIRST, Scenarios::aliases, Invariant.ALIAS_NAMES_UNRETIRED),
    PIN_TAKEN_FROM_AN_UNKNOWN_MOVE(
            Rule.UNKNOWN_MOVE_KEEPS_ITS_PIN, Scenarios::aliases, Invariant.ALIAS_NAMES_UNRETIRED),
    RESUMED_TXN_NOT_LOOKED_UP(Rule.RESUMED_TXN_IS_LOOKED_UP, Scenarios::resuming, Invariant.FAILED_NEVER_APPEARS),
    RETIRE_OF_WHAT_AN_ALIAS_NAMES(Rule.PINNED_ALIAS_IS_NOT_RETIRED, Scenarios::latest, Invariant.ALIAS_NAMES_UNRETIRED);

    private final Rule rule;
    private final Supplier<Model> model;
    private final Invariant noticedBy;

    SeededBug(Rule rule, Supplier<Model> model, Invariant noticedBy) {
        this.rule = rule;
        this.model = model;
        this.noticedBy = noticedBy;
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
}
