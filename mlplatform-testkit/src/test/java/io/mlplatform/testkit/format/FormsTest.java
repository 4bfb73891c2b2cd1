package io.mlplatform.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbersAreWrittenAsRfc8785Has(String bits, String text) {
        assertThat(EcmaNumber.text(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(text);
    }

    @Test
    void loneSurrogatesAndRepeatedMembersAreRefused() {
        byte[] lone = Forms.utf8("{\"a\":\"\\ud800\"}");
        assertThat(CanonicalJson.isCanonical(lone, CanonicalJson.parse(lone).orElseThrow(), MemberOrder.FREE))
                .isFalse();
        assertThat(CanonicalJson.parse(Forms.utf8("{\"a\":1,\"a\":2}"))).isEmpty();
        assertThat(CanonicalJson.parse(Forms.utf8("{} {}"))).isEmpty();
    }

    @Test
    void logicalPathsHaveTheFormOfThePage() {
        assertThat(List.of("a", "a/b.parquet", "gr\u00f6\u00dfe", "x".repeat(255) + "/" + "y".repeat(255)))
                .allMatch(LogicalPaths::valid);
        assertThat(List.of(
                        "",
                        "/a",
                        "a/",
                        "a//b",
                        "a/../b",
                        ".",
                        "a\\b",
                        "a\u0000b",
                        "a\u0085b",
                        "gro\u0308\u00dfe",
                        "x".repeat(256),
                        "a/_log/b",
                        "_head.json",
                        ("x".repeat(200) + "/").repeat(4) + "x"))
                .noneMatch(LogicalPaths::valid);
    }

    @Test
    void partitionValuesAreEscapedExactly() {
        List<String> columns = List.of("dt");
        assertThat(List.of("dt=a%3Ab/x", "dt=%5E}~ é/x", "dt=%25/x", "dt=" + LogicalPaths.NULL_VALUE + "/x"))
                .allMatch(path -> LogicalPaths.partitioned(path, columns));
        assertThat(List.of("dt=a:b/x", "dt=a%3ab/x", "dt=%41/x", "dt=%2/x", "dt=1", "x/dt=1/y", "dt=%7D/x"))
                .noneMatch(path -> LogicalPaths.partitioned(path, columns));
        assertThat(LogicalPaths.value("dt=a%3Ab/x", 0)).isEqualTo("a:b");
    }

    @Test
    void addedPathsMustNotClash() {
        FileRow old = row("A/b");
        assertThat(PathClash.find(List.of(old, row("a/B")), Set.of(row("a/B")))).isPresent();
        assertThat(PathClash.find(List.of(old, row("a")), Set.of(row("a")))).isPresent();
        assertThat(PathClash.find(List.of(row("a"), row("a/c")), Set.of(row("a/c"))))
                .isPresent();
        assertThat(PathClash.find(List.of(old, row("a/B")), Set.of())).isEmpty();
        assertThat(PathClash.find(List.of(old, row("A/c")), Set.of(row("A/c")))).isEmpty();
    }

    @Test
    void aDocumentIsOneGzipMember() {
        byte[] one = Lake.gzip("text");
        byte[] two = new byte[one.length * 2];
        System.arraycopy(one, 0, two, 0, one.length);
        System.arraycopy(one, 0, two, one.length, one.length);

        assertThat(GzipMember.unpack(one))
                .hasValueSatisfying(text -> assertThat(text).isEqualTo(Forms.utf8("text")));
        assertThat(GzipMember.unpack(two)).isEmpty();
        assertThat(GzipMember.unpack(new byte[0])).isEmpty();
    }

    @Test
    void namesHaveTheFormOfThePage() {
        assertThat(List.of("a/b", "growth/churn.v2/x_y-z/1/2/3")).allMatch(Forms::entityName);
        assertThat(List.of("a", "a/B", "a/data", "a//b", "a/_b", "1/2/3/4/5/6/7", "a/" + "b".repeat(64)))
                .noneMatch(Forms::entityName);
        assertThat(List.of("production", "v1a", "version")).allMatch(Forms::alias);
        assertThat(List.of("latest", "v1", "1a", "A", "")).noneMatch(Forms::alias);
        assertThat(Forms.time("2026-11-23T12:00:00.000Z")).isPresent();
        assertThat(Forms.time("2026-11-23T12:00:00Z")).isEmpty();
    }

    private static FileRow row(String path) {
        return new FileRow(path, 1, "0", "t", "");
    }
}
