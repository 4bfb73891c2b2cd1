package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogicalIdTest {

    @Test
    void anIdSaysWhatItNames() {
        assertThat(LogicalId.of("Bucket", "acme-prod-models")).isEqualTo("BucketAcmeProdModels");
    }

    @Test
    void namesThatDifferHaveIdsThatDiffer() {
        List<String> names = List.of(
                "a1", "a-1", "a--1", "a.1", "ab", "a-b", "a.b", "a_b", "a-b-", "a--b", "-ab", "a-b1", "ab-1", "A-b",
                "aB");

        assertThat(names.stream().map(name -> LogicalId.of("Role", name)))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Za-z0-9]+"));
    }
}
