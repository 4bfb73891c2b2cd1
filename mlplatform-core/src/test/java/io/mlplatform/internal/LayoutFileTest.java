package io.mlplatform.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.layout.Classification;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Retention;
import io.mlplatform.layout.Zone;
import io.mlplatform.layout.ZoneSettings;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.StoreLocation;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutFileTest {

    private static final PlatformLayout OWN = PlatformLayout.foldersOfOne().with(Zone.MODELS, "formal/models");

    private final StoreLocation opened = new StoreLocation(new MemoryStore(Clock.systemUTC()), "");

    @Test
    void lookingLeavesNothingAndTheFirstWriteStoresTheLayout() {
        LayoutFile file = LayoutFile.read(opened, OWN);
        assertThat(opened.store().head(Keys.layout(opened))).isEmpty();

        file.ensureStored();

        assertThat(stored())
                .hasValue("{\"format\":\"mlplatform.layout/1\",\"zones\":{\"datasets\":\"datasets\","
                        + "\"experiments\":\"experiments\",\"features\":\"features\",\"models\":\"formal/models\","
                        + "\"pipelines\":\"pipelines\"}}");
        assertThat(LayoutFile.read(opened, PlatformLayout.foldersOfOne()).layout())
                .isEqualTo(OWN);
    }

    @Test
    void allThatALayoutSaysIsKept() {
        PlatformLayout full = PlatformLayout.buckets("acme", "prod")
                .withTeam("growth", "risk")
                .inRegion("eu-central-1")
                .ownedBy("123456789012")
                .withAccessLogs("s3://acme-logs/s3")
                .with(
                        Zone.MODELS,
                        ZoneSettings.at("s3://acme-models/formal")
                                .withClassification(Classification.RESTRICTED, "alias/models")
                                .withRetention(Retention.defaults().withTemporary(Duration.ofDays(14)))
                                .withObjectLock(Duration.ofDays(365)));

        LayoutFile.read(opened, full).ensureStored();

        assertThat(LayoutFile.read(opened, OWN).layout()).isEqualTo(full);
        assertThat(stored().orElseThrow())
                .startsWith("{\"format\":\"mlplatform.layout/1\",\"organisation\":\"acme\",\"environment\":\"prod\","
                        + "\"region\":\"eu-central-1\",\"account\":\"123456789012\",\"teams\":[\"growth\",\"risk\"],"
                        + "\"accessLogs\":\"s3://acme-logs/s3\",\"zones\":{\"datasets\":\"s3://acme-prod-datasets\"")
                .contains("\"models\":{\"root\":\"s3://acme-models/formal\",\"classification\":\"restricted\","
                        + "\"versioning\":\"on\",\"kmsKey\":\"alias/models\",\"retention\":{\"abandonedUploads\":7,"
                        + "\"nonCurrent\":30,\"temporary\":14},\"objectLock\":365}");
    }

    @Test
    void ofTwoWhoSetUpAtOnceTheSecondIsToldWhereTheLayoutsDiffer() {
        LayoutFile same = LayoutFile.read(opened, OWN);
        LayoutFile other = LayoutFile.read(opened, PlatformLayout.foldersOfOne());
        LayoutFile.read(opened, OWN).ensureStored();

        same.ensureStored();
        assertThatThrownBy(other::ensureStored)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("mem:")
                .hasMessageContaining("open it again");
    }

    @Test
    void aChangeStandsOnWhatOthersChangedMeanwhile() {
        LayoutFile.change(opened, before -> OWN.withTeam("growth"));
        AtomicInteger calls = new AtomicInteger();

        PlatformLayout changed = LayoutFile.change(opened, before -> {
            if (calls.getAndIncrement() == 0) {
                LayoutFile.change(opened, other -> other.orElseThrow().withTeam("risk"));
            }
            return before.orElseThrow().withTeam("sales");
        });

        assertThat(changed.teams()).containsExactly("growth", "risk", "sales");
        assertThat(calls).hasValue(2);
        assertThat(LayoutFile.read(opened, OWN).layout()).isEqualTo(changed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"format\":\"mlplatform.layout/2\",\"zones\":{}}",
                "{\"format\":\"mlplatform.layout/1\"}",
                "{\"format\":\"mlplatform.layout/1\",\"zones\":{\"datasets\":\"datasets\"}}",
                "{\"format\":\"mlplatform.layout/1\",\"zones\":{\"datasets\":\"/\",\"experiments\":\"e\","
                        + "\"features\":\"f\",\"models\":\"m\",\"pipelines\":\"p\"}}",
                "{\"format\":\"mlplatform.layout/1\",\"teams\":[\"Growth\"],\"zones\":{\"datasets\":\"d\","
                        + "\"experiments\":\"e\",\"features\":\"f\",\"models\":\"m\",\"pipelines\":\"p\"}}",
                "{\"format\":\"mlplatform.layout/1\",\"zones\":{\"datasets\":{\"root\":\"d\",\"objectLock\":"
                        + "9223372036854775807},\"experiments\":\"e\",\"features\":\"f\",\"models\":\"m\","
                        + "\"pipelines\":\"p\"}}"
            })
    void aDamagedLayoutIsNeverTakenForNone(String text) {
        opened.store().put(Keys.layout(opened), Content.of(text), PutCondition.always());

        assertThatThrownBy(() -> LayoutFile.read(opened, OWN))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("mem:/_platform/layout.json")
                .hasMessageContaining("restore");
    }

    private Optional<String> stored() {
        return StoredBytes.read(opened.store(), Keys.layout(opened), 1 << 20)
                .bytes()
                .map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }
}
