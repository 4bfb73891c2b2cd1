package io.mlplatform.features.online;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemakerfeaturestoreruntime.SageMakerFeatureStoreRuntimeClient;

/** The contract on AWS itself, where {@code MLPLATFORM_AWS_FEATURESTORE=yes} asks for it; it makes and deletes feature groups. */
class SageMakerOnAwsTest extends OnlineStoreContract {

    private SageMakerClients clients;

    @Override
    OnlineStore open() {
        clients = new SageMakerClients(SageMakerClient.create(), SageMakerFeatureStoreRuntimeClient.create());
        return SageMakerOnlineStore.of(
                clients.control(), clients.runtime(), "mlp-", clock, RandomGenerator.of("L64X128MixRandom"));
    }

    @Override
    @BeforeEach
    void defineTheGroup() throws Exception {
        assumeTrue(
                "yes".equals(System.getenv("MLPLATFORM_AWS_FEATURESTORE")),
                "set MLPLATFORM_AWS_FEATURESTORE=yes, AWS credentials and a region to run this on AWS");
        super.defineTheGroup();
    }

    @Override
    @AfterEach
    void dropTheGroup() {
        if (clients != null) {
            super.dropTheGroup();
            clients.close();
        }
    }
}
