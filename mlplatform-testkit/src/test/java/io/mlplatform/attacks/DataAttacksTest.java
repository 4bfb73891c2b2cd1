package io.mlplatform.attacks;

import static io.mlplatform.attacks.Bucket.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the files of a published version. */
class DataAttacksTest {

    private final Bucket bucket = new Bucket();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void aCommittedFileThatWasOverwrittenIsNotFetched() {
        DatasetVersion version = bucket.publish("one");
        bucket.put(bucket.key("/a.csv"), Bucket.bytes("owe"));

        assertThatThrownBy(() -> bucket.process().datasets().fetch(version, folder))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("was changed in the store");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aCommittedFileThatWasOverwrittenFailsBeforeItsLastByteIsRead() throws IOException {
        DatasetVersion version = bucket.publish("one");
        bucket.put(bucket.key("/a.csv"), Bucket.bytes("owe"));

        try (InputStream in = bucket.process().datasets().open(version, "a.csv")) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(DataCorruptException.class);
        }
    }

    @Test
    void aCommittedFileThatWasOverwrittenIsNamedByVerify() {
        DatasetVersion version = bucket.publish("one");
        bucket.put(bucket.key("/a.csv"), Bucket.bytes("owe"));

        assertThat(bucket.process().datasets().verify(version)).anyMatch(problem -> problem.startsWith("a.csv: "));
    }

    @Test
    void aFileThatGrewDoesNotFillTheDisk() {
        DatasetVersion version = bucket.publish("one");
        Endless endless = new Endless();
        MlPlatform reader = bucket.process(new SwappingStore(bucket.store(), () -> endless));

        assertThatThrownBy(() -> reader.datasets().fetch(version, folder))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("it has more bytes");
        assertThat(endless.handedOut).isLessThan(1 << 20);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatIsSwappedBetweenOpenAndReadFailsTheRead() throws IOException {
        DatasetVersion version = bucket.publish("one");
        MlPlatform reader =
                bucket.process(new SwappingStore(bucket.store(), () -> new ByteArrayInputStream(Bucket.bytes("owe"))));

        try (InputStream in = reader.datasets().open(version, "a.csv")) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(DataCorruptException.class);
        }
    }

    @Test
    void aTamperedFileIsNotPromoted() {
        MlPlatform ml = bucket.process();
        DatasetVersion draft = ml.workspace("growth")
                .datasets()
                .draft("churn")
                .addBytes("a.csv", Bucket.bytes("one"))
                .publish();
        bucket.put(bucket.key("/a.csv"), Bucket.bytes("owe"));

        assertThatThrownBy(() -> bucket.process().datasets().promote(draft, NAME))
                .isInstanceOf(DataCorruptException.class);
        assertThat(bucket.keys("datasets/growth/churn/_log/")).isEmpty();
    }

    /** A stream that goes on far behind its object's size. */
    private static final class Endless extends InputStream {

        private long handedOut;

        @Override
        public int read() {
            throw new UnsupportedOperationException("it is read in blocks");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            handedOut += length;
            return handedOut > 64 << 20 ? -1 : length;
        }
    }
}
