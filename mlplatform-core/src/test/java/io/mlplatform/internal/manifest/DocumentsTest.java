package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Keys;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.StoreLocation;
import io.mlplatform.store.Upload;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private final Keys keys =
            new Keys(new StoreLocation(new MemoryStore(Clock.systemUTC()), ""), EntityName.of("growth/churn"));

    @Test
    void whatIsTooMuchToBeHeldIsHandedOn() {
        List<Upload> stored = new ArrayList<>();
        Documents documents = new Documents(keys, Entries.TXN, stored::addAll);
        StoredDocument first = documents.add(incompressible(1));

        assertThat(stored).isEmpty();

        StoredDocument second = documents.add(incompressible(2));

        assertThat(stored)
                .extracting(upload -> upload.sha256().orElseThrow())
                .containsExactly(first.sha256(), second.sha256());
        assertThat(documents.take()).isEmpty();
    }

    @Test
    void whatIsHeldIsTakenOnce() {
        Documents documents = new Documents(keys, Entries.TXN, uploads -> {});
        StoredDocument name = documents.add(new byte[] {'{', '}'});

        assertThat(documents.take()).singleElement().satisfies(upload -> assertThat(upload.key())
                .isEqualTo(keys.document(Entries.TXN, name.sha256())));
        assertThat(documents.take()).isEmpty();
    }

    @Test
    void segmentsThatAreGivenUpTakeNoRoom() {
        List<Upload> stored = new ArrayList<>();
        Documents documents = new Documents(keys, Entries.TXN, stored::addAll);
        byte[] segment = incompressible(1);
        documents.addLines(segment, new StoredDocument(Digest.of(segment), Entries.TXN, segment.length));

        documents.forgetLines();
        StoredDocument name = documents.add(incompressible(2));

        assertThat(stored).isEmpty();
        assertThat(documents.take())
                .extracting(upload -> upload.sha256().orElseThrow())
                .containsExactly(name.sha256());
    }

    private static byte[] incompressible(int seed) {
        byte[] bytes = new byte[9 << 20];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
