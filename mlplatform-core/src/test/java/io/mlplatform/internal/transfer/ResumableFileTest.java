package io.mlplatform.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import io.mlplatform.internal.PartialFile;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.Placement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumableFileTest {

    private static final int RANGE = 1_000;
    private static final String OBJECT = "mem:/data/a.bin";

    private final byte[] bytes = new byte[5 * RANGE - 10];

    @TempDir
    Path folder;

    private Path target;
    private Download download;

    @BeforeEach
    void make() {
        new Random(1).nextBytes(bytes);
        target = folder.resolve("a.bin");
        download = new Download(ObjectKey.of("data/a.bin"), bytes.length, Digest.of(bytes), target);
    }

    private ResumableFile open() throws IOException {
        return ResumableFile.of(download, OBJECT, RANGE);
    }

    /** Ranges 0, 1 and 3 are written and noted; the process is then gone. */
    private void leave() throws IOException {
        byte[] journal;
        byte[] left;
        try (ResumableFile file = open()) {
            file.begin("tag-1");
            write(file, 1, 0, 3);
            journal = Files.readAllBytes(file(0, "journal"));
            left = Files.readAllBytes(file(0, "ranges"));
        }
        // Closing removes both; a killed process does not close.
        Files.write(file(0, "journal"), journal);
        Files.write(file(0, "ranges"), left);
    }

    private void write(ResumableFile file, int... numbers) throws IOException {
        for (int number : numbers) {
            int from = number * RANGE;
            int length = Math.min(RANGE, bytes.length - from);
            file.channel().write(ByteBuffer.wrap(bytes, from, length), from);
            file.finished(number, crc(from, length));
        }
    }

    private int crc(int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private Path file(int number, String kind) {
        return PartialFile.beside(target, number + "." + kind);
    }

    private DownloadedRanges found(ResumableFile file) throws IOException {
        DownloadedRanges ranges = new DownloadedRanges(bytes.length, RANGE);
        file.findRanges(ranges);
        return ranges;
    }

    @Test
    void whatCameToLieThereIsReplacedOnlyWhereThatIsMeant() throws IOException {
        Files.writeString(target, "mine");
        try (ResumableFile file = open()) {
            file.moveToTarget();
        }
        assertThat(target).isEmptyFile();

        Files.writeString(target, "mine");
        download = new Download(download.key(), bytes.length, download.sha256(), target, Placement.KEEP);
        try (ResumableFile file = open()) {
            assertThatThrownBy(file::moveToTarget)
                    .isInstanceOf(AlreadyExistsException.class)
                    .hasMessageContaining("a.bin");
        }
        assertThat(target).hasContent("mine");

        Files.write(target, bytes);
        try (ResumableFile file = open()) {
            file.moveToTarget();
        }
        assertThat(target).hasBinaryContent(bytes);
        assertThat(folder.toFile().list()).containsExactly("a.bin");
    }

    @Test
    void theChecksumOfTheWholeIsThatOfTheRangesFoundAndWritten() throws IOException {
        leave();
        try (ResumableFile file = open()) {
            found(file);
            write(file, 4, 2);
            assertThat(file.crc32c()).isEqualTo(crc(0, bytes.length));
        }
    }

    @Test
    void theChecksumOfTheWholeIsThatOfTheObjectThatIsFetchedNow() throws IOException {
        leave();
        try (ResumableFile file = open()) {
            found(file);
            file.begin("tag-2");
            write(file, 2, 0, 4, 1, 3);
            assertThat(file.crc32c()).isEqualTo(crc(0, bytes.length));
        }
    }

    @Test
    void whatWasWrittenAndNotedIsFoundAgain() throws IOException {
        leave();

        try (ResumableFile file = open()) {
            assertThat(file.tag()).contains("tag-1");
            DownloadedRanges ranges = found(file);
            assertThat(ranges.bytes()).isEqualTo(3 * RANGE);
            assertThat(ranges.front()).isEqualTo(2 * RANGE);
            assertThat(ranges.take()).contains(ByteRange.of(2 * RANGE, RANGE));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsFoundAgainStaysNotedForTheNextOne() throws IOException {
        leave();
        try (ResumableFile file = open()) {
            found(file);
            file.keep();
        }

        try (ResumableFile file = open()) {
            assertThat(found(file).bytes()).isEqualTo(3 * RANGE);
        }
    }

    @Test
    void whoIsKilledOrInterruptedWhileItIsReadAgainLosesNothing() throws IOException {
        leave();
        byte[] journal = Files.readAllBytes(file(0, "journal"));
        try (ResumableFile file = open()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> found(file)).isInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(file(0, "journal")).hasBinaryContent(journal);
            file.keep();
        }
        try (ResumableFile file = open()) {
            assertThat(found(file).bytes()).isEqualTo(3 * RANGE);
        }
    }

    @Test
    void aRangeWhoseBytesAreOthersIsFetchedAgain() throws IOException {
        leave();
        byte[] left = Files.readAllBytes(file(0, "ranges"));
        left[RANGE + 7] ^= 1;
        Files.write(file(0, "ranges"), left);

        try (ResumableFile file = open()) {
            assertThat(found(file).front()).isEqualTo(RANGE);
        }
    }

    @Test
    void aRangeThatIsCutShortIsFetchedAgain() throws IOException {
        leave();
        Files.write(file(0, "ranges"), Arrays.copyOf(bytes, 3 * RANGE + 5));

        try (ResumableFile file = open()) {
            assertThat(found(file).bytes()).isEqualTo(2 * RANGE);
        }
    }

    @Test
    void aLineThatIsNotWholeCountsForNothing() throws IOException {
        leave();
        byte[] journal = Files.readAllBytes(file(0, "journal"));
        Files.write(file(0, "journal"), Arrays.copyOf(journal, journal.length - 1));

        try (ResumableFile file = open()) {
            assertThat(found(file).bytes()).isEqualTo(2 * RANGE);
        }
    }

    @Test
    void theJournalOfAnotherObjectOrARangeOfAnotherSizeCountsForNothing() throws IOException {
        leave();
        try (ResumableFile file = ResumableFile.of(download, "mem:/data/b.bin", RANGE)) {
            assertThat(file.tag()).isEmpty();
            assertThat(file.channel().size()).isZero();
        }
        leave();
        try (ResumableFile file = ResumableFile.of(download, OBJECT, 2 * RANGE)) {
            assertThat(file.tag()).isEmpty();
        }
    }

    @Test
    void aDamagedJournalIsRemoved() throws IOException {
        for (String text : new String[] {"", "\n", "mlplatform-download 2 x y\n", "\0\0\0\0", "x".repeat(10_000)}) {
            leave();
            Files.writeString(file(0, "journal"), text);
            try (ResumableFile file = open()) {
                assertThat(file.tag()).isEmpty();
                assertThat(found(file).bytes()).isZero();
            }
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void oneThatLivesIsNotTakenFromItsOwner() throws IOException {
        try (ResumableFile first = open();
                ResumableFile second = open()) {
            first.begin("tag");
            first.channel().write(ByteBuffer.wrap(bytes), 0);
            assertThat(second.channel().size()).isZero();
            second.moveToTarget();
            assertThat(file(0, "ranges")).exists();
            assertThat(file(0, "journal")).exists();
        }
        assertThat(folder.toFile().list()).containsExactly("a.bin");
    }

    @Test
    void whatOthersLeftIsRemovedWhenTheFileIsThere() throws IOException {
        leave();
        Files.copy(file(0, "journal"), file(5, "journal"));
        Files.copy(file(0, "ranges"), file(5, "ranges"));

        try (ResumableFile file = open()) {
            assertThat(file.tag()).isPresent();
            file.moveToTarget();
        }
        assertThat(folder.toFile().list()).containsExactly("a.bin");
    }

    @Test
    void whoLostItsLockRemovesNothing() throws IOException {
        JournalLock lock = JournalLock.of(target);
        ResumableFile first = new ResumableFile(download, OBJECT, RANGE, lock);
        first.begin("tag");
        lock.journal().close();

        try (FileChannel another = FileChannel.open(file(0, "journal"), StandardOpenOption.WRITE)) {
            assertThat(another.tryLock()).isNotNull();
            first.close();
            assertThat(file(0, "journal")).exists();
            assertThat(file(0, "ranges")).exists();
        }
    }

    @Test
    void whoLostItsLockRemovesWhatNobodyTookOver() throws IOException {
        JournalLock lock = JournalLock.of(target);
        try (ResumableFile file = new ResumableFile(download, OBJECT, RANGE, lock)) {
            file.begin("tag");
            lock.journal().close();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whoLostItsLockGivesTheTargetNoFile() throws IOException {
        JournalLock lock = JournalLock.of(target);
        try (ResumableFile file = new ResumableFile(download, OBJECT, RANGE, lock)) {
            file.begin("tag");
            lock.journal().close();
            assertThatThrownBy(file::moveToTarget).isInstanceOf(IOException.class);
        }
        assertThat(target).doesNotExist();
    }

    @Test
    void anInterruptDoesNotGiveTheLockUp() throws IOException {
        JournalLock lock = JournalLock.of(target);
        try (ResumableFile file = new ResumableFile(download, OBJECT, RANGE, lock)) {
            Thread.currentThread().interrupt();
            file.begin("tag");
            file.finished(0, 0);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(lock.isHeld()).isTrue();
        }
    }

    @Test
    void aJournalThatMadeRoomForAnotherBeforeItWasLockedIsNotTaken() throws IOException {
        leave();
        JournalLock.Opening overtaken = (path, how) -> {
            FileChannel opened = FileChannel.open(path, how);
            Files.delete(path);
            Files.createFile(path);
            return opened;
        };
        assertThat(JournalLock.take(target, 0, StandardOpenOption.WRITE, overtaken))
                .isEmpty();
    }

    @Test
    void whoseAFileIsDoesNotDependOnAName() throws IOException {
        leave();
        String name = System.getProperty("user.name");
        System.setProperty("user.name", "?");
        try (ResumableFile file = open()) {
            assertThat(file.tag()).contains("tag-1");
            file.moveToTarget();
        } finally {
            System.setProperty("user.name", name);
        }
        assertThat(folder.toFile().list()).containsExactly("a.bin");
    }

    @Test
    void theFileOfAnotherUserCountsForNothing() throws IOException {
        for (String kind : new String[] {"journal", "ranges"}) {
            leave();
            assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root may give files away");
            Files.setAttribute(file(0, kind), "unix:uid", 1);
            try (ResumableFile file = open()) {
                assertThat(file.tag()).isEmpty();
            }
            Files.deleteIfExists(file(0, "journal"));
            Files.deleteIfExists(file(0, "ranges"));
        }
    }

    @Test
    void aFileThatHasAnotherNameTooIsNotWrittenInto() throws IOException {
        leave();
        Path victim = folder.resolve("victim");
        Files.delete(file(0, "ranges"));
        Files.writeString(victim, "precious");
        Files.createLink(file(0, "ranges"), victim);

        try (ResumableFile file = open()) {
            assertThat(file.tag()).isEmpty();
            file.channel().write(ByteBuffer.wrap(bytes), 0);
        }
        assertThat(victim).hasContent("precious");
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createSymbolicLink(file(0, "journal"), victim);
        Files.createSymbolicLink(file(1, "ranges"), victim);

        try (ResumableFile file = open()) {
            file.begin("tag");
            file.channel().write(ByteBuffer.wrap(bytes), 0);
        }
        assertThat(victim).hasContent("precious");
    }

    @Test
    void neverAllRangesAreFoundSoThatTheObjectIsAskedFor() throws IOException {
        try (ResumableFile file = open()) {
            file.begin("tag-1");
            write(file, 0, 1, 2, 3, 4);
            file.keep();
        }

        try (ResumableFile file = open()) {
            DownloadedRanges ranges = found(file);
            assertThat(ranges.isComplete()).isFalse();
            assertThat(ranges.take()).isPresent();
            assertThat(ranges.take()).isEqualTo(Optional.empty());
        }
    }
}
