package io.mlplatform.s3.internal.lane;

/** One way in which a server misbehaves, and what must come of it. */
record Behaviour(String name, Ask ask, Use use, Script script, Outcome expected) {

    /** Whether the connection carried a request before. */
    enum Use {
        FIRST,
        SECOND
    }

    static Behaviour of(String name, Ask ask, Script script, Outcome expected) {
        return new Behaviour(name, ask, Use.FIRST, script, expected);
    }

    /** On a connection that was used once, honestly. */
    static Behaviour onUsed(String name, Ask ask, Script script, Outcome expected) {
        return new Behaviour(name, ask, Use.SECOND, ((Script) ServedObject::serve).then(script), expected);
    }

    /** A ranged GET that is answered by these bytes. */
    static Behaviour part(String name, String answer, Outcome expected) {
        return of(name, Ask.PART, Script.reply(answer), expected);
    }

    /** A GET that is answered by these bytes. */
    static Behaviour anything(String name, String answer, Outcome expected) {
        return of(name, Ask.ANYTHING, Script.reply(answer), expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
