package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.layout.Role;
import io.mlplatform.layout.Zone;
import io.mlplatform.testkit.policy.AccessRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Every cell of {@link DesignedAccess#TABLE}, in every zone, on keys of the own team and of another: with real sessions of
 * real roles on Ceph's gateway, and decided by AWS's rules on the documents for AWS.
 */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephRoleMatrixTest {

    private static final List<Role> ROLES = DesignedAccess.roles(TwoTeams.OWN, TwoTeams.PIPELINE);
    private static final Map<String, Map<Zone, ZoneKeys>> KEYS = new TreeMap<>();
    private static final List<S3Client> CLIENTS = new ArrayList<>();
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(8);
    private static TwoTeams teams;

    @BeforeAll
    static void setUp() {
        teams = new TwoTeams();
        for (String team : List.of(TwoTeams.OWN, TwoTeams.OTHER)) {
            Map<Zone, ZoneKeys> zones = new EnumMap<>(Zone.class);
            Stream.of(Zone.values()).forEach(zone -> zones.put(zone, teams.keys(zone, team)));
            KEYS.put(team, zones);
        }
        ROLES.forEach(role -> CLIENTS.add(teams.as(role)));
    }

    @AfterAll
    static void remove() {
        THREADS.shutdownNow();
        teams.close();
    }

    static Stream<Arguments> cells() {
        return IntStream.range(0, ROLES.size()).boxed().flatMap(role -> DesignedAccess.operations().stream()
                .map(operation -> Arguments.of(ROLES.get(role).name(), operation, role)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void everyCellIsAsDesigned(String name, String operation, int role) throws Exception {
        KeyAct act = KeyAct.of(operation);
        DesignedAccess.Cell cell = DesignedAccess.cell(operation, role);
        Map<String, String> wrong = new ConcurrentHashMap<>();
        List<Future<?>> tried = new ArrayList<>();
        KEYS.forEach((team, zones) -> zones.forEach((zone, keys) -> tried.add(THREADS.submit(() -> {
            boolean designed = cell.in(zone).holds(team.equals(TwoTeams.OWN));
            String where = zone + " of " + team;
            String key = act.key(keys, (name + zone + operation).replaceAll("[^a-z]", ""));
            boolean onCeph = KeyActs.isDone(act, teams, CLIENTS.get(role), keys.bucket(), key);
            if (onCeph != designed) {
                wrong.put(where + " on Ceph", onCeph ? "allowed" : "refused");
            }
            AccessRequest request = act.request(keys.bucket(), key);
            boolean onAws = teams.onAws(ROLES.get(role), keys.bucket(), request).isAllowed();
            // Of an entry that is there the condition is decided by the store, after all policies.
            if (act != KeyAct.REPEAT_INDEX && onAws != (designed && !cell.isOnAwsDenied())) {
                wrong.put(where + " on AWS", onAws ? "allowed" : "refused");
            }
        }))));
        for (Future<?> one : tried) {
            one.get();
        }
        assertThat(new TreeMap<>(wrong)).isEmpty();
        assertThat(tried).hasSize(10);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("roles")
    void everyRoleReadsTheLayoutAndNoneWritesOrDeletesIt(String name, int role) {
        String bucket = teams.site.bucket();
        String key = "_platform/layout.json";
        S3Client client = CLIENTS.get(role);

        assertThat(KeyActs.isDone(KeyAct.READ_FILE, teams, client, bucket, key)).isTrue();
        assertThat(KeyActs.isDone(KeyAct.OVERWRITE_FILE, teams, client, bucket, key))
                .isFalse();
        assertThat(KeyActs.isDeleted(client, bucket, key)).isFalse();
        assertThat(teams.onAws(ROLES.get(role), bucket, KeyAct.OVERWRITE_FILE.request(bucket, key)))
                .matches(decision -> !decision.isAllowed());
    }

    static Stream<Arguments> roles() {
        return IntStream.range(0, ROLES.size())
                .mapToObj(role -> Arguments.of(ROLES.get(role).name(), role));
    }

    @Test
    void anAutomationOfOnePipelineKeepsToIt() {
        int ofOne = ROLES.indexOf(Role.automation(TwoTeams.OWN, TwoTeams.PIPELINE));
        int ofAll = ROLES.indexOf(Role.automation(TwoTeams.OWN));
        String bucket = teams.bucket(Zone.PIPELINES, TwoTeams.OWN);
        String key = "growth/score/executions/e-1/data/01jd9xk3c0q8v5w2m7n4p6r1st/a.csv";

        assertThat(KeyActs.isDone(KeyAct.WRITE, teams, CLIENTS.get(ofOne), bucket, key))
                .isFalse();
        assertThat(KeyActs.isDone(KeyAct.WRITE, teams, CLIENTS.get(ofAll), bucket, key))
                .isTrue();
        assertThat(KeyActs.isDone(KeyAct.READ_FILE, teams, CLIENTS.get(ofOne), bucket, key))
                .isFalse();
        assertThat(teams.onAws(ROLES.get(ofOne), bucket, KeyAct.WRITE.request(bucket, key)))
                .matches(decision -> !decision.isAllowed());
    }
}
