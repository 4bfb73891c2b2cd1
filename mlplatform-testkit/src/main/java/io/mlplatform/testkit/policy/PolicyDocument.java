package io.mlplatform.testkit.policy;

import java.util.List;

/**
 * A policy, read.
 *
 * @param kind what it is attached to
 * @param statements in their order
 */
record PolicyDocument(PolicyKind kind, List<Statement> statements) {

    PolicyDocument {
        statements = List.copyOf(statements);
    }
}
