package io.mlplatform.s3.access;

import io.mlplatform.testkit.policy.Decision;

/**
 * A request that the server answered otherwise than the evaluator.
 *
 * @param trials whose seed replays it
 * @param trial the request
 * @param decision of the evaluator, on the documents as the server reads them
 * @param status that the server answered
 */
record Disagreement(PolicyTrials trials, Trial trial, Decision decision, int status) {
    @Override
    public String toString() {
        return "seed " + trials.seed() + ": the server answers " + status + " to " + trial + ", the evaluator says: "
                + decision + "\n  user " + trials.user() + "\n  role " + trials.role() + "\n  session "
                + trials.session() + "\n  bucket " + trials.bucket() + "\n";
    }
}
