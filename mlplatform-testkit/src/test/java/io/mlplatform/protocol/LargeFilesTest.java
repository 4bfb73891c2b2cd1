package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.PinnedRef;
import io.mlplatform.VersionFile;
import io.mlplatform.VersionRef;
import io.mlplatform.internal.manifest.ManifestEdit;
import io.mlplatform.internal.publish.PlatformAccess;
import io.mlplatform.internal.publish.PublishPlan;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.HopClock;
import io.mlplatform.testkit.MeteredObjectStore;
import io.mlplatform.testkit.RequestKind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many bytes are hashed while they go up: what that saves, and what it must not change. */
class LargeFilesTest {

    private static final int LARGE = (8 << 20) + 1;

    /** Content that counts how often it is read. */
    private static final class Counted implements Content {
        final byte[] bytes;
        int readings;

        Counted(int fill, int length) {
            bytes = new byte[length];
            Arrays.fill(bytes, (byte) fill);
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            readings++;
            return new ByteArrayInputStream(bytes);
        }
    }

    private final MeteredObjectStore store = new MeteredObjectStore(Lab.memory(), new HopClock());

    @Test
    void newFilesOfManyBytesAreReadOnce() {
        Counted large = new Counted(1, LARGE);
        Counted small = new Counted(2, 10);

        publish(ManifestEdit.Mode.APPEND, file("large.bin", large), file("small.bin", small));

        assertThat(large.readings).isEqualTo(1);
        assertThat(small.readings).isEqualTo(1);
        assertThat(digests())
                .containsExactly(
                        Digest.of(large.bytes).hex(), Digest.of(small.bytes).hex());
    }

    @Test
    void manySmallFilesAreReadOnceAndFewTwice() {
        List<Counted> many =
                IntStream.range(0, 9).mapToObj(i -> new Counted(i, 1 << 20)).toList();
        publish(
                ManifestEdit.Mode.APPEND,
                IntStream.range(0, 9)
                        .mapToObj(i -> file(i + ".bin", many.get(i)))
                        .toArray(SourceFile[]::new));
        assertThat(many).allMatch(content -> content.readings == 1);

        Counted few = new Counted(1, 1 << 20);
        publish(ManifestEdit.Mode.APPEND, file("few.bin", few));
        assertThat(few.readings).isEqualTo(2);
    }

    @Test
    void onePathTwiceIsRefusedAlsoAmongManyBytes() {
        assertThatThrownBy(() -> publish(
                        ManifestEdit.Mode.APPEND,
                        file("a.bin", new Counted(1, LARGE)),
                        file("a.bin", new Counted(2, LARGE))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.bin");
        assertThat(Journal.of(store, Zone.DATASETS).types()).isEmpty();
    }

    @Test
    void aLargeFileThatTheVersionHasAlreadyIsNotSentAgain() {
        publish(ManifestEdit.Mode.APPEND, file("large.bin", new Counted(1, LARGE)));
        int sent = uploads().size();
        Counted again = new Counted(1, LARGE);

        publish(ManifestEdit.Mode.REPLACE, file("large.bin", again), file("other.bin", new Counted(2, LARGE)));

        assertThat(again.readings).isEqualTo(1);
        assertThat(uploads().subList(sent, uploads().size()))
                .filteredOn(key -> key.contains("/data/"))
                .singleElement()
                .asString()
                .endsWith("other.bin");
    }

    @Test
    void aLargeFileOfEqualSizeAndOtherBytesIsSent() {
        publish(ManifestEdit.Mode.APPEND, file("large.bin", new Counted(1, LARGE)));
        Counted other = new Counted(2, LARGE);

        publish(ManifestEdit.Mode.REPLACE, file("large.bin", other));

        assertThat(digests()).containsExactly(Digest.of(other.bytes).hex());
    }

    @Test
    void whatTheVersionRefusesIsRefusedBeforeTheFirstByte() {
        publish(ManifestEdit.Mode.APPEND, file("a.bin", new Counted(1, LARGE)));
        List<String> before = uploads();
        for (int length : List.of(LARGE, LARGE + 1, 10)) {
            Counted fresh = new Counted(3, LARGE);
            assertThatThrownBy(() -> publish(
                            ManifestEdit.Mode.APPEND, file("a.bin", new Counted(2, length)), file("fresh.bin", fresh)))
                    .isInstanceOfAny(AlreadyExistsException.class, ConflictException.class);
            assertThat(fresh.readings).isZero();
        }
        assertThat(uploads()).isEqualTo(before);
    }

    @Test
    void aLargeFileThatChangesItsLengthPublishesNothing() {
        Counted large = new Counted(1, LARGE);
        Content shorter = new Content() {
            @Override
            public long length() {
                return LARGE + 1;
            }

            @Override
            public InputStream open() {
                return large.open();
            }
        };
        assertThatThrownBy(() -> publish(ManifestEdit.Mode.APPEND, file("large.bin", shorter)))
                .isInstanceOf(DataCorruptException.class);
        assertThat(Journal.of(store, Zone.DATASETS).types()).isEmpty();
    }

    private void publish(ManifestEdit.Mode mode, SourceFile... files) {
        zone(store)
                .publish(PublishPlan.of(EntityName.of(Lab.NAME), "dataset")
                        .mode(mode)
                        .files(List.of(files))
                        .build());
    }

    private static SourceFile file(String path, Content content) {
        return SourceFile.of(path, content);
    }

    private static VersionedZone zone(ObjectStore store) {
        return PlatformAccess.zone(Lab.open(store), Zone.DATASETS);
    }

    private List<String> uploads() {
        return new ArrayList<>(store.snapshot().subjects(RequestKind.UPLOAD));
    }

    private List<String> digests() {
        PinnedRef latest = zone(store)
                .open(VersionRef.parse(Lab.NAME + "@latest", Zone.DATASETS))
                .ref();
        return zone(store).files(latest).stream().map(VersionFile::identity).toList();
    }
}
