package io.mlplatform.benchmarks.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferOptionsTest {

    @Test
    void aWorkloadHasASizeAndANumberThatCanBeSet() {
        assertThat(workload()).isEqualTo(new Workload(Direction.DOWN, 4, 256 << 20));
        assertThat(workload("--workload", "cold", "--direction", "up"))
                .isEqualTo(new Workload(Direction.UP, 10_000, 16 << 10));
        assertThat(workload("--objects", "8", "--size", "1000")).isEqualTo(new Workload(Direction.DOWN, 8, 1_000));
    }

    @Test
    void peersAreAllOrSomeOrNone() {
        assertThat(peers()).contains("transfer-manager-crt", "s5cmd", "raw-c").hasSize(7);
        assertThat(peers("--peers", "aws,rclone")).containsExactly("aws", "rclone");
        assertThat(peers("--peers", "none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--workload huge",
                "--direction sideways",
                "--verify perhaps",
                "--tls 1.3",
                "--peers curl",
                "--objects 0",
                "--size none",
                "--endpoint http://127.0.0.1:1 --delay 20",
                "--endpoint http://127.0.0.1:1 --tls on",
                "--endpoint nowhere"
            })
    void whatCannotBeFollowedIsRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransferOptions.parse(Arrays.asList(line.split(" ", -1))))
                .withMessageContaining("--");
    }

    @Test
    void theHelpNamesEveryOption() {
        assertThat(TransferOptions.names())
                .allSatisfy(name -> assertThat(TransferOptions.HELP).contains("--" + name + " <"));
    }

    private static Workload workload(String... arguments) {
        return TransferOptions.workload(TransferOptions.parse(List.of(arguments)));
    }

    private static List<String> peers(String... arguments) {
        return TransferOptions.peers(TransferOptions.parse(List.of(arguments)));
    }
}
