package io.mlplatform.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.s3.CephServer;
import io.mlplatform.s3.CephUsers;
import io.mlplatform.testkit.policy.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The evaluator against a server: random policies, real requests. A seed in a failure replays by {@link #SEED}. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class RandomPoliciesTest {

    /** The property that holds the one seed to run. */
    private static final String SEED = "mlplatform.policies.seed";

    private static final int LANES = 4;

    private final CephServer server = CephServer.fromEnvironment();
    private final Map<Decision.Outcome, Integer> decided = new ConcurrentHashMap<>();

    @Test
    void theServerAnswersAsTheEvaluatorDoesToRequestsUnderFiveHundredRandomPolicies() throws Exception {
        Long one = Long.getLong(SEED);
        assertThat(disagreements(one == null ? 0 : one, one == null ? 500 : one + 1))
                .isEmpty();
    }

    @Test
    @Tag("soak")
    void theServerAnswersAsTheEvaluatorDoesForManySeeds() throws Exception {
        assertThat(disagreements(1_000, 3_500)).isEmpty();
    }

    private List<Disagreement> disagreements(long from, long to) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(LANES);
        try (CephUsers users = new CephUsers(server)) {
            List<Future<List<Disagreement>>> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                CephUsers.CephUser user = users.create("policies");
                long first = from + lane;
                Callable<List<Disagreement>> run =
                        () -> run(user, LongStream.iterate(first, seed -> seed < to, seed -> seed + LANES));
                lanes.add(threads.submit(run));
            }
            List<Disagreement> found = new ArrayList<>();
            for (Future<List<Disagreement>> lane : lanes) {
                found.addAll(lane.get());
            }
            System.out.println("Random policies of the seeds " + from + " to " + (to - 1) + ": " + decided + ", "
                    + found.size() + " answered otherwise by the server");
            return found;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Disagreement> run(CephUsers.CephUser user, LongStream seeds) {
        try (PolicyLane lane = new PolicyLane(server, user)) {
            List<Disagreement> found = seeds.mapToObj(RandomTrials::of)
                    .flatMap(trials -> lane.run(trials).stream())
                    .toList();
            lane.decided().forEach((outcome, count) -> decided.merge(outcome, count, Integer::sum));
            return found;
        }
    }
}
