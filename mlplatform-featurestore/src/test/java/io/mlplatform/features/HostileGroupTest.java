package io.mlplatform.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.internal.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a group's state may say that no definition wrote. */
class HostileGroupTest {

    private static final EntityName GROUP = EntityName.of("growth/clicks");

    @Test
    void aDefinitionThatCouldNotBeMadeIsCorrupt() {
        assertThat(GroupState.read(GROUP, detail("user", "long", "PT1H"))
                        .group()
                        .keys())
                .hasSize(1);
        refused(detail("user; drop", "long", "PT1H"), "not a column's name");
        refused(detail("user", "double", "PT1H"), "no equality");
        refused(detail("event_time", "long", "PT1H"), "two columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-P1D", "PT2562047788015215H30M7.999999999S", "P3652501D", "soon"})
    void aTimeToLiveThatCouldNotBeMadeIsCorrupt(String ttl) {
        refused(detail("user", "long", ttl), "a time to live");
    }

    private static ObjectNode detail(String key, String type, String ttl) {
        ObjectNode detail = Json.object();
        ObjectNode definition = detail.putObject("definition");
        definition.putArray("keys").addObject().put("name", key).put("type", type);
        definition.put("eventTime", "event_time").put("ttl", ttl);
        return detail;
    }

    private static void refused(ObjectNode detail, String part) {
        assertThatThrownBy(() -> GroupState.read(GROUP, detail))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining(part);
    }
}
