package io.mlplatform.s3;

import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.ObjectStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** The store contract on LocalStack, where there is a Docker daemon to run it. */
@EnabledIf("dockerRuns")
class LocalStackContractTest implements ObjectStoreContract {

    /** Made when first asked for: without Docker its making fails. */
    private static final class Docker {
        static final LocalStackContainer SERVER =
                new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.9.2")).withServices("s3");
    }

    static boolean dockerRuns() {
        boolean available = DockerClientFactory.instance().isDockerAvailable();
        if (!available) {
            System.out.println("Tests on LocalStack are not run: no Docker daemon answers here");
        }
        return available;
    }

    @BeforeAll
    static void start() {
        Docker.SERVER.start();
    }

    @AfterAll
    static void stop() {
        Docker.SERVER.stop();
    }

    /** Its bucket goes with the container. */
    @Override
    public ObjectStore newStore() {
        S3Settings settings = LocalS3.settings(
                Docker.SERVER.getEndpoint(), Docker.SERVER.getAccessKey(), Docker.SERVER.getSecretKey());
        return S3Store.open(TestBuckets.createIn(settings), settings);
    }
}
