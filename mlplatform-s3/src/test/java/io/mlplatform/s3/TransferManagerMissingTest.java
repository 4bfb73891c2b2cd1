package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Programs without the dependencies that are optional. */
class TransferManagerMissingTest {

    @Test
    void withoutTheTransferManagerItSaysWhatToAdd() throws Exception {
        assertThat(run("s3-transfer-manager"))
                .contains("IllegalStateException")
                .contains("software.amazon.awssdk:s3-transfer-manager");
    }

    @Test
    void withoutAnEngineItSaysWhatToAdd() throws Exception {
        assertThat(run("aws-crt", "netty-nio-client"))
                .contains("IllegalStateException")
                .contains("software.amazon.awssdk.crt:aws-crt")
                .contains("software.amazon.awssdk:netty-nio-client");
    }

    @Test
    void withoutTheCrtItIsNetty() throws Exception {
        assertThat(run("aws-crt")).isEqualTo("opened");
    }

    private static String run(String... left) throws Exception {
        return OtherClassPath.run(
                Opens.class,
                entries -> entries.removeIf(entry -> List.of(left).stream().anyMatch(entry::contains)));
    }

    /** Runs where something is missing; also opens a store by each of the other transports. */
    static final class Opens implements Callable<String> {
        @Override
        public String call() {
            for (S3Transport transport : S3Transport.values()) {
                S3Settings settings = LocalS3.settings(URI.create("http://127.0.0.1:1"), "access", "secret").toBuilder()
                        .transport(transport)
                        .build();
                try (S3Store store = S3Store.open("bucket", settings);
                        S3Clients clients = new S3Clients(settings)) {
                    assertThat(clients.s3()).isNotNull();
                    assertThat(store.location()).isEqualTo("s3://bucket");
                } catch (IllegalStateException e) {
                    return transport + ": " + e;
                }
            }
            return "opened";
        }
    }
}
