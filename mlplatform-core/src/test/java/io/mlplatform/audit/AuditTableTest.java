package io.mlplatform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.AliasName;
import io.mlplatform.EntityName;
import io.mlplatform.layout.Zone;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditTableTest {

    @Test
    void asCsvEachRecordIsALine() {
        AuditTable table =
                new AuditTable(List.of(record("anna", "production → 3, approved by \"risk\"")), 10, List.of());

        assertThat(table.toCsv())
                .isEqualTo("time,actor,zone,entity,alias,seq,action,version,what,writeId\r\n"
                        + "2026-11-23T12:00:00Z,anna,models,growth/churn,production,4,moved alias,3,"
                        + "\"production → 3, approved by \"\"risk\"\"\",w\r\n");
        assertThat(table.rows()).hasSize(2).allSatisfy(row -> assertThat(row).hasSize(10));
    }

    @Test
    void noActorCanForgeARowOrAFormula() {
        AuditTable table = new AuditTable(
                List.of(record("eve\r\n2026-11-23T12:00:01Z,root", "x"), record("=cmd|'/c calc'!A0", "x")),
                10,
                List.of());

        assertThat(table.toCsv().lines()).hasSize(3);
        assertThat(table.toCsv()).contains(",'=cmd").doesNotContain(",=");
        assertThat(table.toString()).hasLineCount(3);
        assertThat(table.records().get(0).toString()).hasLineCount(1);
    }

    @Test
    void asTextItIsBounded() {
        List<UnseenPlace> places = IntStream.range(0, 12)
                .mapToObj(n -> new UnseenPlace("models/growth/m" + n, "no access"))
                .toList();
        AuditTable table = new AuditTable(Collections.nCopies(200, record("anna", "y".repeat(200))), 200, places);

        assertThat(table.toString())
                .hasLineCount(54)
                .contains(
                        "and 150 more",
                        "the newest 200; there may be older ones",
                        "models/growth/m9 (no access), and 2 more")
                .doesNotContain("y".repeat(81));
    }

    private static AuditRecord record(String actor, String what) {
        return new AuditRecord(
                Instant.parse("2026-11-23T12:00:00Z"),
                actor,
                Zone.MODELS,
                EntityName.of("growth/churn"),
                Optional.of(AliasName.of("production")),
                4,
                AuditAction.MOVE_ALIAS,
                OptionalLong.of(3),
                what,
                "w");
    }
}
