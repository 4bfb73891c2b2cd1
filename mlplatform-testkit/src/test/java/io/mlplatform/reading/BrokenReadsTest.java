package io.mlplatform.reading;

import static io.mlplatform.reading.Pool.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.MlPlatform;
import io.mlplatform.NotFoundException;
import io.mlplatform.Settings;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.VersionFileChannel;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.Dice;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that break off, and objects that are not the published ones. */
class BrokenReadsTest {

    private final WatchedStore store = new WatchedStore(new MemoryStore(Pool.CLOCK));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aBodyThatBreaksOffIsAskedForFromWhereItDid() throws IOException {
        try (Pool pool = new Pool(store, 3 * MIB);
                VersionFileChannel channel = pool.open()) {
            store.bodies(body -> new Breaking(body, 1_000_000));
            ByteBuffer target = ByteBuffer.allocate(2 * MIB);
            channel.read(target, 5);

            assertThat(target.array()).isEqualTo(Arrays.copyOfRange(pool.bytes(), 5, 5 + 2 * MIB));
            assertThat(store.ranges())
                    .containsExactly(
                            ByteRange.of(5, 2 * MIB),
                            ByteRange.of(1_000_005, 2 * MIB - 1_000_000),
                            ByteRange.of(2_000_005, 2 * MIB - 2_000_000));
        }
    }

    @Test
    void aFileInPlaceThatBreaksOffIsFetchedFromWhereItDid(@TempDir Path folder) {
        byte[] bytes = new byte[3 * MIB];
        new Random(1).nextBytes(bytes);
        try (MlPlatform platform = MlPlatform.builder()
                .store(store, "")
                .time(Pool.CLOCK, new Dice(1))
                .open()) {
            DatasetVersion version = inPlace(platform, bytes);
            store.bodies(body -> new Breaking(body, MIB));
            store.gets();

            platform.datasets().fetch(version, folder);

            assertThat(folder.resolve("a.bin")).hasBinaryContent(bytes);
            assertThat(store.ranges())
                    .containsExactly(ByteRange.ALL, ByteRange.of(MIB, 2 * MIB), ByteRange.of(2 * MIB, MIB));
        }
    }

    @Test
    void aFileInPlaceThatCannotBeWrittenIsToldByItsTarget(@TempDir Path folder) {
        try (MlPlatform platform = MlPlatform.builder().store(store, "").open()) {
            DatasetVersion version = inPlace(platform, new byte[10]);
            store.bodies(body -> {
                assertThat(folder.resolve("new")
                                .toFile()
                                .renameTo(folder.resolve("elsewhere").toFile()))
                        .isTrue();
                return body;
            });

            assertThatThrownBy(() -> platform.datasets().fetch(version, folder.resolve("new")))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("could not be fetched to " + folder.resolve("new/a.bin"));
        }
    }

    private DatasetVersion inPlace(MlPlatform platform, byte[] bytes) {
        store.put(ObjectKey.of("raw/data/a.bin"), Content.of(bytes), PutCondition.always());
        return platform.datasets()
                .draft("growth/churn")
                .addReferences(store.location() + "/raw/data/", "**")
                .publish();
    }

    @Test
    void aBodyThatAlwaysBreaksOffIsToldAfterAFewTries() {
        try (Pool pool = new Pool(store, MIB);
                VersionFileChannel channel = pool.open()) {
            store.bodies(body -> new Breaking(body, 0));
            ByteBuffer target = ByteBuffer.allocate(10);

            assertThatThrownBy(() -> channel.read(target, 0))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("a.bin")
                    .hasMessageContaining("call again");
            assertThat(target.position()).isZero();
            assertThat(store.gets()).hasSize(1 + Settings.defaults().resends());
        }
    }

    @Test
    void aPositionThatCouldNotBeReadIsReadAgainByTheNextCall() throws IOException {
        try (Pool pool = new Pool(store, 20 * MIB);
                VersionFileChannel channel = pool.open()) {
            ByteBuffer target = ByteBuffer.allocate(20 * MIB);
            channel.read(target.limit(MIB));
            store.bodies(body -> new Breaking(body, 0));
            target.limit(20 * MIB);
            assertThatThrownBy(() -> channel.read(target)).isInstanceOf(StorageUnavailableException.class);
            assertThat(channel.position()).isEqualTo(target.position());

            store.bodies(body -> body);
            channel.read(target);
            assertThat(target.array()).isEqualTo(pool.bytes());
        }
    }

    @Test
    void anObjectThatIsReplacedInBetweenIsTold() throws IOException {
        try (Pool pool = new Pool(store, 2 * MIB);
                VersionFileChannel channel = pool.open()) {
            channel.read(ByteBuffer.allocate(10), 0);
            replace(pool.bytes());

            told(() -> channel.read(ByteBuffer.allocate(10), 0), "was replaced");
            told(() -> channel.read(ByteBuffer.allocate(10)), "was replaced");
            told(() -> channel.readRanges(List.of(ByteRange.of(0, 1), ByteRange.of(2 * MIB - 1, 1))), "was replaced");
        }
    }

    @Test
    void anObjectOfAnotherSizeIsTold() {
        try (Pool pool = new Pool(store, MIB);
                VersionFileChannel channel = pool.open()) {
            replace(new byte[MIB - 1]);

            told(() -> channel.read(ByteBuffer.allocate(10), 0), "1048575 bytes where the version says 1048576");
        }
    }

    @Test
    void otherBytesAreToldAtTheEndOfAWholeReadAndFromThenOn() throws IOException {
        try (Pool pool = new Pool(store, 2 * MIB);
                VersionFileChannel channel = pool.open()) {
            byte[] other = pool.bytes().clone();
            other[MIB] ^= 1;
            replace(other);
            ByteBuffer target = ByteBuffer.allocate(2 * MIB - 1);
            channel.read(target);

            told(() -> channel.read(ByteBuffer.allocate(1)), "SHA-256");
            told(() -> channel.read(ByteBuffer.allocate(1)), "SHA-256");
            told(() -> Channels.newInputStream(pool.open()).readAllBytes(), "SHA-256");
        }
    }

    @Test
    void anObjectThatIsGoneIsTold() {
        try (Pool pool = new Pool(store, MIB);
                VersionFileChannel channel = pool.open()) {
            store.delete(List.of(key()));

            told(() -> channel.read(ByteBuffer.allocate(10), 0), "is gone");
        }
    }

    @Test
    void aPathThatTheVersionDoesNotHaveIsRefusedAtOnce() {
        try (Pool pool = new Pool(store, 1)) {
            assertThatThrownBy(() -> pool.platform().datasets().openChannel(pool.version(), "b.bin"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("list its files");
        }
    }

    private void replace(byte[] bytes) {
        store.put(key(), Content.of(bytes), PutCondition.always());
    }

    private ObjectKey key() {
        return store.list("", "", Delimiter.NONE, 100).objects().stream()
                .map(ObjectInfo::key)
                .filter(key -> key.value().endsWith("/a.bin"))
                .findFirst()
                .orElseThrow();
    }

    private static void told(ThrowingCallable read, String what) {
        assertThatThrownBy(read)
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("a.bin")
                .hasMessageContaining(what)
                .hasMessageContaining("restore it");
    }

    /** A body that breaks off after so many bytes. */
    private static final class Breaking extends FilterInputStream {

        private int left;

        Breaking(InputStream in, int bytes) {
            super(in);
            left = bytes;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("connection reset");
            }
            int count = super.read(target, offset, Math.min(length, left));
            left -= count;
            return count;
        }
    }
}
