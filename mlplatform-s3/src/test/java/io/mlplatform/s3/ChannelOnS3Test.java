package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.MlPlatform;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.ByteRange;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of versions on S3, read at any place over each transport. */
class ChannelOnS3Test {

    private static final int SIZE = 18 << 20;

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    @ParameterizedTest
    @EnumSource
    void everyWayOfReadingGivesWhatLiesThere(S3Transport transport) throws Exception {
        S3Settings settings =
                LocalS3.settings(server).toBuilder().transport(transport).build();
        byte[] bytes = new byte[SIZE];
        Random random = new Random(5);
        random.nextBytes(bytes);
        try (S3Store store = S3Store.open(TestBuckets.createIn(settings), settings);
                MlPlatform ml = MlPlatform.builder().store(store, "").open()) {
            DatasetVersion version =
                    ml.datasets().draft("growth/churn").addBytes("a.bin", bytes).publish();
            try (VersionFileChannel channel = ml.datasets().openChannel(version, "a.bin");
                    InputStream whole = ml.datasets().open(version, "a.bin")) {
                List<ByteRange> ranges = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    ranges.add(ByteRange.of(random.nextInt(SIZE), 1 + random.nextInt(3 << 20)));
                }
                List<ByteBuffer> buffers = channel.readRanges(ranges);
                for (int i = 0; i < ranges.size(); i++) {
                    int from = (int) ranges.get(i).offset();
                    int to = (int) Math.min(SIZE, from + ranges.get(i).length());
                    assertThat(buffers.get(i).array()).isEqualTo(Arrays.copyOfRange(bytes, from, to));
                }
                ByteBuffer end = ByteBuffer.allocateDirect(8);
                assertThat(channel.read(end, SIZE - 4)).isEqualTo(4);
                assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(bytes);
                assertThat(whole.readAllBytes()).isEqualTo(bytes);
            }
            assertThat(store.fallbacks()).isZero();
        }
    }
}
