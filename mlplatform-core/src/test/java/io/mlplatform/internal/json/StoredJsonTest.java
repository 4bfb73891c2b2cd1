package io.mlplatform.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.Utf8;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredJsonTest {

    private static final String RESOURCE = "s3://bucket/key.json";

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"a\":1", "nonsense", "[]", "1", "null", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"})
    void whatIsNotOneJsonObjectIsCorrupt(String text) {
        refused(() -> StoredJson.parse(Utf8.encode(text), RESOURCE));
    }

    @Test
    void bytesThatAreNotUtf8AreCorrupt() {
        refused(() -> StoredJson.parse(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}, RESOURCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1", "\"1\"", "null", "true", "9223372036854775808"})
    void aWholeNumberIsNothingElse(String value) {
        refused("{\"n\":" + value + "}", json -> json.number("n"));
    }

    @Test
    void aMissingMemberIsCorruptAndNamed() {
        refused("{}", json -> json.text("actor"), "actor");
        refused("{}", json -> json.number("seq"), "seq");
        refused("{}", json -> json.object("state"), "state");
        refused("{}", json -> json.digest("parent"), "parent");
    }

    @Test
    void membersOfAnotherTypeAreCorrupt() {
        refused("{\"a\":1}", json -> json.text("a"));
        refused("{\"a\":[]}", json -> json.object("a"));
        refused("{\"a\":{}}", json -> json.objects("a"));
        refused("{\"a\":[1]}", json -> json.objects("a"));
        refused("{\"a\":[1]}", json -> json.texts("a"));
        refused("{\"a\":\"ABC\"}", json -> json.digest("a"), "SHA-256");
        refused("{\"a\":\"yesterday\"}", json -> json.time("a"), "time");
    }

    @Test
    void anotherFormatIsSaidToBeNewer() {
        refused(
                "{\"format\":\"mlplatform.log/2\"}",
                json -> json.requireFormat("mlplatform.log/1"),
                "newer mlplatform");
    }

    @Test
    void unknownMembersAreIgnored() {
        StoredJson json = StoredJson.parse(Utf8.encode("{\"new\":{\"x\":[1]},\"seq\":3}"), RESOURCE);

        assertThat(json.number("seq")).isEqualTo(3);
        assertThat(json.number("absent", 7)).isEqualTo(7);
        assertThat(json.text("absent", "")).isEmpty();
        assertThat(json.texts("absent")).isEmpty();
        assertThat(json.find("absent")).isEmpty();
    }

    private static void refused(String text, Consumer<StoredJson> reading, String... words) {
        StoredJson json = StoredJson.parse(Utf8.encode(text), RESOURCE);
        assertThatThrownBy(() -> reading.accept(json))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining(RESOURCE)
                .hasMessageContainingAll("restore", String.join("", words));
    }

    private static void refused(ThrowingCallable parsing) {
        assertThatThrownBy(parsing)
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining(RESOURCE)
                .hasMessageContaining("restore");
    }
}
