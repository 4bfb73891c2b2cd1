package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a virtual clock. */
class ConcurrencyLimitTest {

    private static final long MIB = 1 << 20;
    private static final long WINDOW = 250_000_000L;

    private long now;
    private final FakeProcessors processors = new FakeProcessors(2);
    private final ConcurrencyLimit limit = new ConcurrencyLimit(16, () -> now, processors);

    @BeforeEach
    void work() {
        limit.use().enter();
    }

    /** A window in which each place of the limit does so many bytes. */
    private void window(long bytes) {
        window(bytes, 0);
    }

    /** The same, with so much use of the processors. */
    private void window(long bytes, long used) {
        int pieces = limit.current();
        limit.reached();
        now += WINDOW;
        processors.use(used);
        for (int i = 0; i < pieces; i++) {
            limit.finished(bytes);
        }
    }

    @Test
    void aServerThatAsksToSlowDownHalvesItAndGrowthBringsItBack() {
        limit.throttled();
        assertThat(limit.current()).isEqualTo(8);

        for (int i = 0; i < 8; i++) {
            window(8 * MIB);
        }
        assertThat(limit.current()).isEqualTo(16);
        window(8 * MIB);
        assertThat(limit.current()).isEqualTo(16);
    }

    @Test
    void aStormOfRefusalsCountsOnce() {
        for (int i = 0; i < 16; i++) {
            limit.throttled();
        }
        assertThat(limit.current()).isEqualTo(8);
        now += 1_000_000_000L;
        limit.throttled();
        assertThat(limit.current()).isEqualTo(4);
    }

    /** A server that refuses what goes beyond a number, each second; the limit after each window. */
    private List<Integer> windowsOf(int allowed, int count) {
        List<Integer> limits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (limit.current() > allowed) {
                limit.throttled();
            }
            window(MIB);
            limits.add(limit.current());
        }
        return limits;
    }

    @Test
    void itSettlesAtWhatTheServerAllowsAndTriesOneMoreNowAndThen() {
        windowsOf(6, 40);
        List<Integer> settled = windowsOf(6, 400);
        assertThat(settled).allMatch(limit -> limit == 6 || limit == 7);
        assertThat(settled).filteredOn(limit -> limit == 7).hasSizeBetween(1, 40);
    }

    @Test
    void itGrowsAgainWhenTheServerAllowsMore() {
        windowsOf(6, 100);
        assertThat(windowsOf(16, 16 + 10)).endsWith(16);
    }

    @Test
    void whatIsRefusedRightAfterATryIsTakenBackAndHalvedOnlyIfThatDoesNotHelp() {
        windowsOf(6, 40);
        while (limit.current() == 6) {
            window(MIB);
        }
        assertThat(limit.current()).isEqualTo(7);
        limit.throttled();
        assertThat(limit.current()).isEqualTo(6);
        now += 1_000_000_000L;
        limit.throttled();
        assertThat(limit.current()).isEqualTo(3);
    }

    @Test
    void oneAlwaysRuns() {
        for (int i = 0; i < 10; i++) {
            limit.throttled();
            now += 1_000_000_000L;
        }
        assertThat(limit.current()).isEqualTo(1);
        window(MIB);
        assertThat(limit.current()).isEqualTo(2);
    }

    @Test
    void onAPlateauOneMoreIsTriedNowAndThen() {
        limit.throttled();
        window(8 * MIB);
        assertThat(limit.current()).isEqualTo(9);
        // As much as before with one more: the line is full.
        for (int i = 0; i < 7; i++) {
            window(8 * MIB * 8 / 9);
        }
        assertThat(limit.current()).isEqualTo(9);
        window(8 * MIB * 8 / 9);
        assertThat(limit.current()).isEqualTo(10);
    }

    @Test
    void throughputThatIsLostForTwoWindowsTakesAQuarter() {
        window(8 * MIB);
        window(2 * MIB);
        assertThat(limit.current()).isEqualTo(16);
        window(2 * MIB);
        assertThat(limit.current()).isEqualTo(12);
    }

    @Test
    void oneSlowWindowTakesNothing() {
        window(8 * MIB);
        window(2 * MIB);
        window(8 * MIB);
        window(2 * MIB);
        assertThat(limit.current()).isEqualTo(16);
    }

    @Test
    void whatIsDoneWhileFewerRunIsNotCompared() {
        window(8 * MIB);
        for (int i = 0; i < 5; i++) {
            now += WINDOW;
            limit.reached();
            limit.finished(MIB);
            limit.idle();
        }
        assertThat(limit.current()).isEqualTo(16);
    }

    /** A window in which all places together do so many bytes, for so much use of the two processors. */
    private void share(long total, double busy) {
        window(total / limit.current(), (long) (2 * WINDOW * busy));
    }

    @Test
    void processorsThatAreBusyTakeHalfUntilFourOrOneMoreThanTheirNumberRun() {
        share(96 * MIB, 1);
        assertThat(limit.current()).isEqualTo(8);
        // In which those that were too many end.
        share(6 * MIB, 1);
        assertThat(limit.current()).isEqualTo(8);
        share(96 * MIB, 1);
        assertThat(limit.current()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            share(96 * MIB, 1);
        }
        assertThat(limit.current()).isEqualTo(4);

        FakeProcessors nine = new FakeProcessors(9);
        ConcurrencyLimit wide = new ConcurrencyLimit(16, () -> now, nine);
        wide.use().enter();
        wide.reached();
        now += WINDOW;
        nine.use(9 * WINDOW);
        for (int i = 0; i < 16; i++) {
            wide.finished(MIB);
        }
        assertThat(wide.current()).isEqualTo(10);
    }

    @Test
    void processorsThatAreLeftIdleBringThemBackAndKeepThemForAWhile() {
        share(96 * MIB, 1);
        share(96 * MIB, 0.4);
        share(96 * MIB, 0.4);
        assertThat(limit.current()).isEqualTo(16);
        for (int i = 0; i < 19; i++) {
            share(96 * MIB, 1);
        }
        assertThat(limit.current()).isEqualTo(16);
        share(96 * MIB, 1);
        assertThat(limit.current()).isEqualTo(8);
    }

    @Test
    void halfOfThemThatGetLessDoneAreTooFew() {
        share(96 * MIB, 1);
        share(96 * MIB, 1);
        share(80 * MIB, 1);
        assertThat(limit.current()).isEqualTo(16);
        share(80 * MIB, 1);
        assertThat(limit.current()).isEqualTo(16);
    }

    @Test
    void halfOfThemThatGetAboutAsMuchDoneAreEnough() {
        share(96 * MIB, 1);
        share(96 * MIB, 1);
        share(84 * MIB, 0.7);
        share(84 * MIB, 0.7);
        assertThat(limit.current()).isEqualTo(8);
    }

    @Test
    void timeInWhichFewerRanCountsForNothing() {
        share(96 * MIB, 1);
        share(96 * MIB, 1);
        limit.idle();
        now += 10 * WINDOW;
        share(96 * MIB, 1);
        assertThat(limit.current()).isEqualTo(4);
    }

    @Test
    void whatAThreadUsesBesideItsPiecesDoesNotCount() {
        share(96 * MIB, 1);
        share(96 * MIB, 1);
        limit.use().leave();
        processors.use(2 * WINDOW);
        limit.use().enter();
        share(96 * MIB, 0.4);
        assertThat(limit.current()).isEqualTo(16);
    }

    @Test
    void processorsThatAreNearlyBusyChangeNothing() {
        share(96 * MIB, 0.7);
        assertThat(limit.current()).isEqualTo(16);
    }

    @Test
    void whatIsSlowerWhileTheProcessorsAreBusyIsNoLoss() {
        for (int i = 0; i < 5; i++) {
            share(96 * MIB, 1);
        }
        for (int i = 0; i < 4; i++) {
            share(6 * MIB, 1);
        }
        for (int i = 0; i < 3; i++) {
            share(96 * MIB, 0.4);
        }
        assertThat(limit.current()).isEqualTo(16);
    }

    @Test
    void aServerThatAsksToSlowDownIsHeededWhileTheProcessorsAreBusy() {
        share(96 * MIB, 1);
        assertThat(limit.current()).isEqualTo(8);
        limit.throttled();
        limit.throttled();
        assertThat(limit.current()).isEqualTo(4);
        now += 1_000_000_000L;
        limit.throttled();
        assertThat(limit.current()).isEqualTo(2);
    }

    @Test
    void aFixedLimitStays() {
        ConcurrencyLimit fixed = ConcurrencyLimit.fixed(3);
        for (int i = 0; i < 100; i++) {
            fixed.finished(MIB);
        }
        assertThat(fixed.current()).isEqualTo(3);
    }
}
