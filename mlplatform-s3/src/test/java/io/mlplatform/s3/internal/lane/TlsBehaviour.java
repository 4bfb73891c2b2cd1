package io.mlplatform.s3.internal.lane;

import java.util.List;

/** One way in which a server misbehaves below HTTP, and what must come of it. */
record TlsBehaviour(
        String name, List<String> protocols, Ask ask, Behaviour.Use use, TlsScript script, Outcome expected) {

    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";

    static TlsBehaviour of(String name, TlsScript script, Outcome expected) {
        return new TlsBehaviour(name, List.of(TLS_1_2, TLS_1_3), Ask.PART, Behaviour.Use.FIRST, script, expected);
    }

    static TlsBehaviour asked(String name, TlsScript script, Outcome expected) {
        return of(name, TlsScript.asked(script), expected);
    }

    /** On a connection that was used once, honestly. */
    static TlsBehaviour onUsed(String name, TlsScript script, Outcome expected) {
        return new TlsBehaviour(
                name, List.of(TLS_1_2, TLS_1_3), Ask.PART, Behaviour.Use.SECOND, TlsScript.later(script), expected);
    }

    TlsBehaviour in12() {
        return new TlsBehaviour(name, List.of(TLS_1_2), ask, use, script, expected);
    }

    TlsBehaviour in13() {
        return new TlsBehaviour(name, List.of(TLS_1_3), ask, use, script, expected);
    }

    TlsBehaviour asking(Ask other) {
        return new TlsBehaviour(name, protocols, other, use, script, expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
