package io.mlplatform.s3.provision;

import static io.mlplatform.layout.Action.ASSIGN_PROTECTED;
import static io.mlplatform.layout.Action.DELETE;
import static io.mlplatform.layout.Action.READ;
import static io.mlplatform.layout.Action.READ_LOG;
import static io.mlplatform.layout.Action.WRITE;

import io.mlplatform.layout.Action;
import java.util.List;

/** What is tried on an entity's keys, and which actions of a layout give it. */
enum ProbedAct {
    LIST("list an entity", Verb.LIST, READ),
    LIST_LOG("list a log", Verb.LIST, READ, READ_LOG),
    READ_FILE("read a file", Verb.READ, READ),
    READ_ENTRY("read a log entry", Verb.READ, READ, READ_LOG),
    PUT_FILE("put a file", Verb.PUT_NEW, WRITE),
    PUT_MANIFEST("put a manifest", Verb.PUT_NEW, WRITE),
    PUT_INDEX("put an entry of the index", Verb.PUT_NEW, WRITE),
    PUT_ENTRY("append to a log", Verb.PUT_NEW, WRITE, ASSIGN_PROTECTED, DELETE),
    PUT_MARKER("put an entity's marker", Verb.PUT_NEW, WRITE),
    PUT_LINEAGE("put a lineage marker", Verb.PUT_NEW, WRITE),
    PUT_EXPORT("overwrite a current export", Verb.PUT_OVER, WRITE),
    PUT_ALIAS("move a protected alias", Verb.PUT_NEW, ASSIGN_PROTECTED),
    OVERWRITE_FILE("overwrite a file", Verb.PUT_OVER),
    OVERWRITE_ENTRY("overwrite a log entry", Verb.PUT_OVER),
    OVERWRITE_INDEX("overwrite the index", Verb.PUT_OVER),
    TAG_FILE("put a file that is tagged for expiry", Verb.PUT_TAGGED),
    DELETE_FILE("delete a file", Verb.DELETE, DELETE),
    DELETE_ENTRY("delete a log entry", Verb.DELETE),
    DELETE_ALIAS("delete a move of a protected alias", Verb.DELETE);

    /** How it is asked for, each in a way without effect. */
    enum Verb {
        LIST("s3:ListBucket"),
        READ("s3:GetObject"),
        PUT_NEW("s3:PutObject"),
        PUT_OVER("s3:PutObject"),
        PUT_TAGGED("s3:PutObject"),
        DELETE("s3:DeleteObject");

        private final String right;

        Verb(String right) {
            this.right = right;
        }

        String right() {
            return right;
        }
    }

    private final String words;
    private final Verb verb;
    private final List<Action> givenBy;

    ProbedAct(String words, Verb verb, Action... givenBy) {
        this.words = words;
        this.verb = verb;
        this.givenBy = List.of(givenBy);
    }

    Verb verb() {
        return verb;
    }

    boolean isGivenBy(Action action) {
        return givenBy.contains(action);
    }

    @Override
    public String toString() {
        return words;
    }
}
