package io.mlplatform.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stored document may hold beyond the format's forms: all of it is refused by type, and soon. */
class HostileJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"1e309", "-1e999", "1e999999999", "9e2147483647"})
    void aNumberThatNoDoubleHoldsIsCorrupt(String number) {
        refused("{\"n\":" + number + "}");
    }

    @Test
    void aNumberOfThousandDigitsIsCorrupt() {
        refused("{\"n\":" + "9".repeat(1_000) + "}");
    }

    @Test
    void aTinyExponentIsNotExpanded() {
        StoredJson read = StoredJson.parse(bytes("{\"n\":1e-999999999}"), "document");

        assertThat(CanonicalJson.write(read.node())).isEqualTo("{\"n\":0}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":\"\\ud800\"}", "{\"\\udc00\":1}", "{\"a\":[\"x\\ud83dx\"]}", "{\"a\":\"\\ude00\\ud83d\"}"
            })
    void aTextWithALoneSurrogateIsCorrupt(String json) {
        refused(json);
    }

    @Test
    void aSurrogatePairIsACharacter() {
        StoredJson read = StoredJson.parse(bytes("{\"a\":\"\\ud83d\\ude00\"}"), "document");

        assertThat(read.text("a")).isEqualTo("😀");
    }

    static Stream<byte[]> bytesThatOnlyLooseDecodersTake() {
        return Stream.of(
                within(0xC0, 0xAF),
                within(0xC0, 0x80),
                within(0xED, 0xA0, 0x80),
                within(0xF4, 0x90, 0x80, 0x80),
                within(0xE2, 0x82),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE),
                "{\"a\":1}".getBytes(Charset.forName("UTF-32BE")));
    }

    @ParameterizedTest
    @MethodSource
    void bytesThatOnlyLooseDecodersTake(byte[] json) {
        assertThatThrownBy(() -> StoredJson.parse(json, "document")).isInstanceOf(DataCorruptException.class);
    }

    @Test
    void aMemberThatStandsTwiceIsCorruptAtAnyDepth() {
        refused("{\"a\":[{\"b\":1,\"b\":1}]}");
    }

    @Test
    void nestingIsReadAndWrittenUpToItsBoundAndCorruptBeyond() {
        String deepest = nested(499);

        assertThat(CanonicalJson.write(
                        Json.sorted(StoredJson.parse(bytes(deepest), "document").node())))
                .isEqualTo(deepest);
        refused(nested(501));
        refused(nested(1_000_000));
    }

    @Test
    void aDocumentOfMillionsOfEmptyObjectsIsCorruptBeforeItsTreeIsMade() {
        refused("{\"a\":[" + "{},".repeat(3_000_000) + "{}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59Z"
            })
    void aTimeOfAYearThatHasNotFourDigitsIsCorrupt(String time) {
        assertThatThrownBy(() -> StoredJson.parse(bytes("{\"t\":\"" + time + "\"}"), "document")
                        .time("t"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("a time");
    }

    @Test
    void aRealNumberIsANumberOrTheNameOfOneThatIsNotFinite() {
        StoredJson json = StoredJson.parse(
                bytes("{\"a\":1.5,\"b\":\"NaN\",\"c\":\"-Infinity\",\"d\":\"1.5\",\"e\":null}"), "document");

        assertThat(json.real("a")).isEqualTo(1.5);
        assertThat(json.real("b")).isNaN();
        assertThat(json.real("c")).isEqualTo(Double.NEGATIVE_INFINITY);
        for (String member : new String[] {"d", "e", "missing"}) {
            assertThatThrownBy(() -> json.real(member))
                    .isInstanceOf(DataCorruptException.class)
                    .hasMessageContaining(member);
        }
    }

    @Test
    void aNumberOutsideOfItsBoundsIsCorrupt() {
        StoredJson json = StoredJson.parse(bytes("{\"version\":10000000000}"), "document");

        assertThat(json.numberWithin(1, 10_000_000_000L, "version")).isEqualTo(10_000_000_000L);
        assertThatThrownBy(() -> json.numberWithin(1, 9_999_999_999L, "version"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("from 1 to 9999999999");
    }

    private static void refused(String json) {
        assertThatThrownBy(() -> StoredJson.parse(bytes(json), "s3://bucket/key"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("s3://bucket/key");
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
    }

    private static byte[] within(int... octets) {
        byte[] json = bytes("{\"a\":\"" + "?".repeat(octets.length) + "\"}");
        for (int i = 0; i < octets.length; i++) {
            json[6 + i] = (byte) octets[i];
        }
        return json;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
