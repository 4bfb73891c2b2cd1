package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.StorageUnavailableException;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private static final long MIB = 1 << 20;

    @Test
    void whatIsTakenIsMissingUntilItIsGivenBack() {
        ByteBudget budget = new ByteBudget(32 * MIB);
        try (ByteBudget.Share first = budget.take(16 * MIB, "s3://acme/x")) {
            budget.take(16 * MIB, "s3://acme/y").close();
            ByteBudget.Share second = budget.take(16 * MIB, "s3://acme/y");
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> budget.take(2 * MIB, "s3://acme/z"))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("s3://acme/z");
            assertThat(Thread.interrupted()).isTrue();
            second.close();
        }
        budget.take(32 * MIB, "s3://acme/x").close();
    }

    @Test
    void aShareLargerThanTheBudgetGetsAllOfIt() {
        ByteBudget budget = new ByteBudget(4 * MIB);
        budget.take(600 * MIB, "s3://acme/x").close();
        budget.take(4 * MIB, "s3://acme/x").close();
    }

    @Test
    void aLogEntryWaitsForNobody() {
        ByteBudget budget = new ByteBudget(2 * MIB);
        try (ByteBudget.Share all = budget.take(2 * MIB, "s3://acme/x")) {
            budget.take(200_000, "s3://acme/log").close();
        }
    }
}
