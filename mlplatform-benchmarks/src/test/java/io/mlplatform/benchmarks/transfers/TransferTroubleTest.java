package io.mlplatform.benchmarks.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mlplatform.benchmarks.Options;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferTroubleTest {

    @Test
    void eachTroubleIsWhatItsServerIsToldBesideTheDelay() {
        Options options = TransferTrouble.parse(List.of("--delay", "5", "--late", "2", "--dead", "4", "--limit", "7"));
        assertThat(TransferTrouble.calm(options)).containsExactly("-l", "5", "-b", "0");
        assertThat(Trouble.TAIL.serverArguments(options))
                .containsExactly("-l", "5", "-b", "0", "-t", "0.02", "-T", "2000");
        assertThat(Trouble.DEAD_LARGE.serverArguments(options)).endsWith("-d", "4");
        assertThat(Trouble.LIMIT.serverArguments(options)).endsWith("-n", "7");
    }

    @Test
    void onlyTheLargeCasesHaveLargeObjectsOfWhichOneSendsThemUp() {
        Options options = TransferTrouble.parse(List.of("--large", "3", "--objects", "50"));
        assertThat(Trouble.DEAD_LARGE.objects(options)).isEqualTo(3);
        assertThat(Trouble.DEAD_LARGE.size(options)).isEqualTo(256 << 20);
        assertThat(Trouble.DEAD_LARGE_UP.objects(options)).isEqualTo(3);
        assertThat(Trouble.DEAD_LARGE_UP.direction()).isEqualTo(Direction.UP);
        assertThat(Trouble.DEAD_SMALL.objects(options)).isEqualTo(50);
        assertThat(Trouble.DEAD_SMALL.direction()).isEqualTo(Direction.DOWN);
        assertThat(Trouble.TAIL.size(options)).isEqualTo(16 << 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--case worse",
                "--case dead-small --dead 1",
                "--case tail --late 0",
                "--delay -1",
                "--repetitions none",
                "--nothing x"
            })
    void whatCannotBeFollowedIsRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransferTrouble.parse(Arrays.asList(line.split(" ", -1))))
                .withMessageContaining("--");
    }

    @Test
    void theHelpNamesEveryOption() {
        assertThat(TransferTrouble.names())
                .allSatisfy(name -> assertThat(TransferTrouble.HELP).contains("--" + name + " <"));
    }
}
