package io.mlplatform.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.EntityName;
import io.mlplatform.internal.json.Json;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.store.Content;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run's state and metric files may say that no run wrote. */
class HostileRunTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aHeartbeatOfAllTimeMakesARunPatientAndNotAnOverflow() {
        assertThat(summary(detail().put("heartbeat", Long.MAX_VALUE)).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(summary(detail().put("heartbeat", 1)).status()).isEqualTo(RunStatus.LOST);
    }

    @Test
    void aMetricWithoutNumberIsCorrupt() {
        ObjectNode detail = detail();
        detail.putObject("metrics").putObject("auc").put("value", "high");

        assertThatThrownBy(() -> summary(detail))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("value");
    }

    @Test
    void aParamBeyondALongIsADoubleAndNotWhatIsLeftOfItsBits() {
        ObjectNode detail = detail();
        detail.putObject("params").put("seed", BigInteger.ONE.shiftLeft(70));

        assertThat(summary(detail).params()).containsEntry("seed", Math.pow(2, 70));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metric\":\"auc\",\"value\":\"0.5\",\"time\":\"2026-11-23T12:00:00.000Z\"}",
                "{\"metric\":\"auc\",\"time\":\"2026-11-23T12:00:00.000Z\"}",
                "{\"metric\":\"auc\",\"value\":1e999,\"time\":\"2026-11-23T12:00:00.000Z\"}",
                "{\"metric\":\"auc\",\"value\":1,\"time\":\"+1000000000-12-31T23:59:59Z\"}"
            })
    void aPointThatNoRunWroteIsCorrupt(String line) {
        assertThatThrownBy(() -> points(line + "\n", Digest.of(line + "\n"))).isInstanceOf(DataCorruptException.class);
    }

    @Test
    void aPartThatWasChangedEndsAsCorrupt() {
        String line = "{\"metric\":\"auc\",\"value\":1,\"time\":\"2026-11-23T12:00:00.000Z\"}\n";

        assertThat(points(line, Digest.of(line))).hasSize(1);
        assertThatThrownBy(() -> points(line, Digest.of("other")))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("SHA-256");
    }

    private static List<MetricPoint> points(String part, Digest sha256) {
        List<MetricPoint> points = new ArrayList<>();
        Content content = Content.of(part.getBytes(StandardCharsets.UTF_8));
        PartFiles.read(
                new SourceFile(PartFiles.path(0), content, Optional.of(sha256), OptionalLong.empty()),
                "run",
                points::add);
        return points;
    }

    private static ObjectNode detail() {
        return Json.object()
                .put("status", "running")
                .put("started", "2026-11-23T11:00:00.000Z")
                .put("heartbeat", 60_000);
    }

    private static RunSummary summary(ObjectNode detail) {
        EntityNow now = new EntityNow(EntityName.of("growth/anna/churn/xgb"), RunDetail.KIND, 1, 1, NOW, detail);
        return RunSummary.of(now, NOW, NOW.plusSeconds(30), 3);
    }
}
