package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransferResourcesTest {

    @Test
    void asManySecondRequestsAreUnderWayAtOnceAsFirstOnes() throws Exception {
        S3Settings settings = S3Settings.builder().parallelism(12).build();
        CountDownLatch all = new CountDownLatch(12);
        try (TransferResources resources = TransferResources.of(settings, System::nanoTime, new Random(1))) {
            for (int i = 0; i < 12; i++) {
                resources.hedgeThreads().execute(() -> {
                    all.countDown();
                    await(all);
                });
            }
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
