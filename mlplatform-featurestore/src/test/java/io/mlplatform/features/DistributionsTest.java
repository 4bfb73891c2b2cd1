package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Held to tables of the distributions, to sums done by hand, and to permutations. */
class DistributionsTest {

    @Test
    void theKolmogorovDistributionHasItsKnownQuantiles() {
        double[][] table = {{1.2238, .10}, {1.3581, .05}, {1.4802, .025}, {1.6276, .01}, {1.9495, .001}, {.8276, .5}};
        for (double[] known : table) {
            assertThat(Distributions.kolmogorovAbove(known[0])).isCloseTo(known[1], within(known[1] * 1e-3));
        }
        assertThat(Distributions.kolmogorovAbove(1.18 - 1e-12))
                .isCloseTo(Distributions.kolmogorovAbove(1.18), within(1e-10));
        assertThat(Distributions.kolmogorovAbove(0)).isEqualTo(1);
        assertThat(Distributions.kolmogorovAbove(.01)).isEqualTo(1);
        assertThat(Distributions.kolmogorovAbove(20)).isBetween(0.0, 1e-300);
    }

    @Test
    void chiSquareHasItsKnownQuantiles() {
        double[][] table = {
            {1, 2.705543, .10},
            {1, 3.841459, .05},
            {1, 6.634897, .01},
            {1, .0039321, .95},
            {2, 5.991465, .05},
            {3, 7.814728, .05},
            {10, 18.307038, .05},
            {10, 3.940299, .95},
            {10, 29.588298, .001},
            {99, 123.225221, .05},
            {100, 124.342113, .05},
            {100, 77.929465, .95},
        };
        for (double[] known : table) {
            assertThat(Distributions.chiSquareAbove(known[1], (int) known[0]))
                    .as("%s degrees of freedom", known[0])
                    .isCloseTo(known[2], within(known[2] * 1e-4));
        }
        assertThat(Distributions.chiSquareAbove(0, 5)).isEqualTo(1);
        assertThat(Distributions.chiSquareAbove(0, 0)).isEqualTo(1);
        assertThat(Distributions.chiSquareAbove(1e6, 3)).isBetween(0.0, 1e-300);
    }

    @Test
    void aTableOfTwoByTwoIsAsByHand() {
        Shift shift = Distributions.chiSquare(List.of(bin(10, 20), bin(20, 10)));

        assertThat(shift.statistic()).isCloseTo(20.0 / 3, within(1e-12));
        assertThat(shift.pValue()).isCloseTo(.0098233, within(1e-6));
    }

    @Test
    void theIndexIsAsByHand() {
        assertThat(Distributions.psi(List.of(bin(50, 80), bin(50, 20)))).isCloseTo(.415888, within(1e-6));
        assertThat(Distributions.psi(List.of(bin(7, 70), bin(3, 30)))).isZero();
        // (.9 − 1) ln(.9 / 1) + (.1 − .0001) ln(.1 / .0001): the empty bin counts with a share of .0001
        assertThat(Distributions.psi(List.of(bin(100, 90), bin(0, 10)))).isCloseTo(.700621, within(1e-6));
        assertThat(Distributions.psi(List.of(bin(1, 1), bin(0, 0)))).isZero();
    }

    @Test
    void thePValueOfKolmogorovAndSmirnovIsThatOfPermutations() {
        Random random = new Random(5);
        for (double shift : new double[] {0, .3, .6}) {
            List<Double> both = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                both.add(random.nextGaussian() + (i < 40 ? 0 : shift));
            }
            double statistic = distance(both);
            double probability = Distributions.kolmogorovSmirnovAbove(statistic, 40, 40);
            int higher = 0;
            for (int round = 0; round < 2_000; round++) {
                Collections.shuffle(both, random);
                higher += distance(both) >= statistic - 1e-12 ? 1 : 0;
            }
            assertThat(probability).isCloseTo(higher / 2_000.0, within(.05));
        }
    }

    /** By the definition: the greatest distance of the distribution functions of the first and the second half. */
    private static double distance(List<Double> both) {
        List<Double> one = both.subList(0, both.size() / 2);
        List<Double> other = both.subList(both.size() / 2, both.size());
        return FeatureDriftTest.distance(one, other);
    }

    private static FeatureDrift.Bin bin(long baseline, long current) {
        return new FeatureDrift.Bin("", baseline, current);
    }
}
