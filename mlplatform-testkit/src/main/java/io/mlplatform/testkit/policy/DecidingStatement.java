package io.mlplatform.testkit.policy;

import java.util.Optional;

/**
 * Where a decision stands written.
 *
 * @param kind of the document
 * @param document its name, as it was given to the evaluator
 * @param index of the statement in it, from 0
 * @param sid the statement's name, if it has one
 */
public record DecidingStatement(PolicyKind kind, String document, int index, Optional<String> sid) {
    @Override
    public String toString() {
        return sid.map(name -> "statement " + name).orElse("statement " + (index + 1)) + " of the " + kind + " "
                + document;
    }
}
