package io.mlplatform.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.EntityName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunNamesTest {

    @ParameterizedTest
    @CsvSource({
        "anna, anna",
        "Anna.Lovelace@acme.com, anna.lovelace-acme.com",
        "arn:aws:sts::123456789012:assumed-role/DataScientist/anna, arn-aws-sts-123456789012",
        "datasets, user-datasets",
        "data, user-data",
        "-anna-, anna",
        "安娜, unknown"
    })
    void anActorBecomesASegment(String actor, String user) {
        RunNames names = RunNames.of("growth", actor);

        assertThat(names.user()).isEqualTo(user);
        EntityName started = names.started("churn/xgb", "01jd0000000000000012345678");
        assertThat(started).hasToString("growth/" + user + "/churn/xgb-12345678");
        assertThat(RunNames.isRun(started)).isTrue();
        assertThat(RunNames.experiment(started)).isEqualTo("churn");
    }
}
