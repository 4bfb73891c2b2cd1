package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores that are closed in the midst of an upload. */
@Timeout(60)
class ClosedUploadTest {

    private AnsweringServer server;

    @BeforeEach
    void start() throws IOException {
        server = new AnsweringServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"OWN", "SDK"})
    void closingTheStoreAbortsAnUploadOfWhichAPartStandsStill(S3Transport transport) throws Exception {
        server.answer(AnsweringServer.NEVER, "");
        S3Settings settings = LocalS3.settings(server.endpoint(), "access", "secret").toBuilder()
                .transport(transport)
                .build();
        S3Store store = S3Store.open("bucket", settings);
        CompletableFuture<?> put = CompletableFuture.runAsync(
                () -> store.put(ObjectKey.of("k"), Content.of(new byte[PartSize.BYTES + 1]), PutCondition.ifAbsent()));
        server.awaitWaiting();

        store.close();

        assertThat(server.requests()).anySatisfy(abort -> {
            assertThat(abort.method()).isEqualTo("DELETE");
            assertThat(abort.query()).contains("uploadId=");
        });
        assertThatThrownBy(put::get)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open it again");
    }
}
