package io.mlplatform.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void doublesAreWrittenAsTheRfcLists(String bits, String text) {
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(CanonicalJson.write(DoubleNode.valueOf(value))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberIsRefusedAsOneAndStoredAsText(double value) {
        assertThatThrownBy(() -> CanonicalJson.write(DoubleNode.valueOf(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("store it as a string");
        assertThat(CanonicalJson.write(Json.number(value))).isEqualTo("\"" + value + "\"");
    }

    /** RFC 8785, 3.2.2: the input and output of the example, its members in their own order. */
    @Test
    void theExampleOfTheRfcIsWrittenAsThere() throws Exception {
        String source = "{\"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],"
                + "\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
                + "\"literals\": [null, true, false]}";

        assertThat(CanonicalJson.write(new ObjectMapper().readTree(source)))
                .isEqualTo("{\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\",\"literals\":[null,true,false]}");
    }

    @Test
    void onlyControlsQuoteAndBackslashAreEscaped() {
        assertThat(CanonicalJson.write(TextNode.valueOf("\b\t\n\f\r\u0000\u001f\u007f\u0080\u2028\ud83d\ude00/")))
                .isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u0080\u2028\ud83d\ude00/\"");
    }

    @Test
    void theBytesAreUtf8WithoutAnythingBehind() {
        assertThat(CanonicalJson.encode(Json.object().put("ä", 1L)))
                .isEqualTo("{\"ä\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00x", "x\ud83d", "\ude00\ud83d"})
    void loneSurrogatesAreRefusedInValuesAndNames(String text) {
        assertThatThrownBy(() -> CanonicalJson.encode(TextNode.valueOf(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lone surrogate")
                .hasMessageContaining("use well-formed Unicode");
        assertThatThrownBy(() -> CanonicalJson.encode(Json.object().put(text, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sortedObjectsAreInTheOrderOfUtf8BytesAtEveryDepth() throws Exception {
        String source = "{\"😀\":1,\"ﬀ\":{\"b\":1,\"a\":[{\"d\":1,\"c\":2}]},\"z\":3}";

        assertThat(CanonicalJson.write(Json.sorted(new ObjectMapper().readTree(source))))
                .isEqualTo("{\"z\":3,\"ﬀ\":{\"a\":[{\"c\":2,\"d\":1}],\"b\":1},\"😀\":1}");
    }

    @Test
    void timesHaveMillisecondsAlways() {
        assertThat(Json.time(java.time.Instant.parse("2026-11-23T12:00:00Z"))).isEqualTo("2026-11-23T12:00:00.000Z");
        assertThat(Json.time(java.time.Instant.parse("2026-11-23T12:00:00.123456789Z")))
                .isEqualTo("2026-11-23T12:00:00.123Z");
    }
}
