package io.mlplatform.s3;

import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.ObjectStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** The store contract on LocalStack, where there is a Docker daemon to run it. */
@EnabledIf("dockerRuns")
class LocalStackContractTest implements ObjectStoreContract {

    private static final LocalStackContainer SERVER =
            new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0")).withServices("s3");

    private TestBuckets buckets;

    static boolean dockerRuns() {
        boolean available = DockerClientFactory.instance().isDockerAvailable();
        if (!available) {
            System.out.println("Tests on LocalStack are not run: no Docker daemon answers here");
        }
        return available;
    }

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void open() {
        buckets = new TestBuckets(settings());
    }

    @AfterEach
    void removeBuckets() {
        buckets.close();
    }

    @Override
    public ObjectStore newStore() {
        return S3Store.open(buckets.create(), settings());
    }

    private static S3Settings settings() {
        return LocalS3.settings(SERVER.getEndpoint(), SERVER.getAccessKey(), SERVER.getSecretKey());
    }
}
