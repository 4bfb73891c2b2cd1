package io.mlplatform.features.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

class SageMakerServingEqualsTrainingTest extends ServingEqualsTraining {

    private FakeSageMaker fake;
    private SageMakerClients clients;

    @Override
    OnlineStore open(SetClock by) throws IOException {
        fake = FakeSageMaker.start(by);
        clients = SageMakerClients.of(fake.address());
        return clients.store(by);
    }

    @AfterEach
    void stopTheFake() {
        assertThat(fake.script.broken()).isEmpty();
        clients.close();
        fake.close();
    }
}
