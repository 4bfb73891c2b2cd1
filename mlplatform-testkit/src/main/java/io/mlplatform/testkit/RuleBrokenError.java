package io.mlplatform.testkit;

/** A store does not keep a rule of the contract. */
public final class RuleBrokenError extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Rule rule;

    RuleBrokenError(Rule rule, String location, Throwable cause) {
        super(location + " breaks " + rule + " (" + rule.promise() + "): " + cause.getMessage(), cause);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }
}
