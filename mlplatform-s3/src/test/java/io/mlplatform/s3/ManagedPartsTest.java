package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the SDK's transfer manager sends of a large upload to AWS. */
@Timeout(120)
class ManagedPartsTest {

    private final AnsweringServer server = start();
    private final byte[] bytes = new byte[20 << 20];

    ManagedPartsTest() {
        new Random(1).nextBytes(bytes);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void thePartsArePutTogetherOnlyWhereNothingIs(AsyncEngine engine) {
        try (S3Store store = store(engine)) {
            store.upload(
                    List.of(new Upload(ObjectKey.of("k"), Content.of(bytes), Digest.of(bytes))),
                    TransferListener.SILENT);
        }
        assertThat(server.requests().stream().filter(AnsweringServer.Got::isPart))
                .hasSize(3);
        assertThat(completions()).singleElement().satisfies(got -> assertThat(got.header("if-none-match"))
                .contains("*"));
    }

    @ParameterizedTest
    @EnumSource
    void contentThatIsNotWhatWasAnnouncedIsNotPutTogether(AsyncEngine engine) {
        try (S3Store store = store(engine)) {
            Upload upload = new Upload(ObjectKey.of("k"), Content.of(bytes), Digest.of("other"));

            assertThatThrownBy(() -> store.upload(List.of(upload), TransferListener.SILENT))
                    .isInstanceOf(DataCorruptException.class);
        }
        assertThat(completions()).isEmpty();
    }

    private List<AnsweringServer.Got> completions() {
        return server.requests().stream()
                .filter(got -> got.method().equals("POST") && got.query().contains("uploadId"))
                .toList();
    }

    private S3Store store(AsyncEngine engine) {
        S3Settings settings = LocalS3.settings(server.endpoint(), "access", "secret").toBuilder()
                .server(S3Server.AWS)
                .addressing(S3Addressing.PATH)
                .region("us-east-1")
                .build();
        return ManagedStores.open("bucket", settings, engine);
    }

    private static AnsweringServer start() {
        try {
            return new AnsweringServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
