package io.mlplatform.testkit;

import io.mlplatform.MlPlatformException;
import io.mlplatform.store.ObjectStore;
import java.util.Optional;

/** Runs the test of one rule on a fresh store. */
final class RuleCheck {

    /** What a store that keeps the rule gets through. */
    interface Body {
        void on(ObjectStore store) throws Exception;
    }

    private RuleCheck() {}

    /** Fails where the rule does not hold; for a rule declared broken, where it does. */
    static void run(StoreFixture fixture, Rule rule, Body body) throws Exception {
        ObjectStore store = fixture.newStore();
        String location = store.location();
        Optional<Throwable> failure = failure(store, body);
        if (!fixture.brokenRules().contains(rule)) {
            if (failure.isPresent()) {
                throw new RuleBrokenError(rule, location, failure.get());
            }
        } else if (failure.isEmpty()) {
            throw new AssertionError(location + " keeps " + rule + " (" + rule.promise()
                    + ") although it is declared as broken: take it off brokenRules()");
        }
    }

    // Anything but a wrong answer or a mapped failure is a defect of the test or the backend, declared or not.
    private static Optional<Throwable> failure(ObjectStore store, Body body) throws Exception {
        try (store) {
            body.on(store);
            return Optional.empty();
        } catch (AssertionError | MlPlatformException e) {
            return Optional.of(e);
        }
    }
}
