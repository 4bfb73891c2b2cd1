package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedOnlineStoreTest extends OnlineStoreContract {

    @TempDir
    private Path folder;

    @Override
    OnlineStore open() {
        return EmbeddedOnlineStore.open(folder.resolve("online.mv"), clock);
    }

    @Test
    void aSecondOneOnTheSameFileIsRefused() {
        assertThatThrownBy(this::open).isInstanceOf(ConflictException.class).hasMessageContaining("is open already");
    }

    @Test
    void whatWasPutIsThereWhenTheFileIsOpenedAgain() {
        Path file = folder.resolve("kept.mv");
        try (OnlineStore first = EmbeddedOnlineStore.open(file, clock)) {
            first.define(group);
            first.put(group, OnlineRecord.of(RecordKey.of(1L), NINE, Map.of("visits", 4L)));
        }

        try (OnlineStore second = EmbeddedOnlineStore.open(file, clock)) {
            assertThat(second.get(group, RecordKey.of(1L)).features()).containsEntry("visits", 4L);
        }
    }

    @Test
    void whatAPutStoredIsInTheFileBeforeItIsClosed() throws Exception {
        Path file = folder.resolve("cut.mv");
        Path copy = folder.resolve("copy.mv");
        try (OnlineStore first = EmbeddedOnlineStore.open(file, clock)) {
            first.define(group);
            first.put(group, OnlineRecord.of(RecordKey.of(1L), NINE, Map.of("visits", 4L)));
            Files.copy(file, copy);
        }

        try (OnlineStore second = EmbeddedOnlineStore.open(copy, clock)) {
            assertThat(second.get(group, RecordKey.of(1L)).features()).containsEntry("visits", 4L);
        }
    }

    @Test
    void aClosedOneSaysSo() {
        OnlineStore closed = EmbeddedOnlineStore.open(folder.resolve("closed.mv"), clock);
        closed.close();
        closed.close();

        assertThatThrownBy(() -> closed.get(group, RecordKey.of(1L)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void anotherFileIsRefused() throws Exception {
        Path file = Files.write(folder.resolve("other.mv"), new byte[20_000]);

        assertThatThrownBy(() -> EmbeddedOnlineStore.open(file, clock)).isInstanceOf(DataCorruptException.class);
    }
}
