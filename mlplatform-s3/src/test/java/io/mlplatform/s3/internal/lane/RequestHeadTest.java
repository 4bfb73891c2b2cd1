package io.mlplatform.s3.internal.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {

    private static final Header HOST = new Header("host", "bucket.example:9000");

    @Test
    void aGetIsItsLinesInTheirOrder() {
        assertThat(written(HttpRequest.get("/a%20b?x=1", List.of(HOST, new Header("range", "bytes=0-9")))))
                .isEqualTo("GET /a%20b?x=1 HTTP/1.1\r\nhost: bucket.example:9000\r\nrange: bytes=0-9\r\n\r\n");
    }

    @Test
    void aPutSaysItsLength() {
        assertThat(written(HttpRequest.put("/a", List.of(HOST), RequestBody.of(ByteBuffer.allocate(12)))))
                .isEqualTo("PUT /a HTTP/1.1\r\nhost: bucket.example:9000\r\ncontent-length: 12\r\n\r\n");
        assertThat(written(HttpRequest.put("/a", List.of(HOST), RequestBody.none())))
                .endsWith("content-length: 0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a b", "/a\r\nX: 1", "/a\u0000", "/\u00e4", "/\u0120"})
    void aTargetThatIsNotEncodedIsRefused(String target) {
        assertThatIllegalArgumentException().isThrownBy(() -> written(HttpRequest.get(target, List.of(HOST))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r", "a\n", "\u00e4", "\u0161"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> with(new Header(name, "1")));
    }

    // The last two end in the bytes of a line feed and a carriage return.
    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u007f", "\u00e4", "\u010a", "\u010d"})
    void aValueThatIsReadAsSomethingElseIsRefusedAndNotRepeated(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(new Header("x-secret", value)))
                .withMessageContaining("x-secret")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length", "Transfer-Encoding", "connection", "expect", "upgrade"})
    void theFramingIsTheLanesOwn(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> with(new Header(name, "1")));
    }

    @Test
    void oneHostIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> written(HttpRequest.get("/a", List.of())));
        assertThatIllegalArgumentException().isThrownBy(() -> with(HOST));
    }

    @Test
    void aHeadThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> with(new Header("x", "a".repeat(2000))));
    }

    private static void with(Header header) {
        written(HttpRequest.get("/a", List.of(HOST, header)));
    }

    private static String written(HttpRequest request) {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        RequestHead.write(request, buffer);
        return US_ASCII.decode(buffer.flip()).toString();
    }
}
