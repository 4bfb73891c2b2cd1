package io.mlplatform.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipMemberTest {

    private static final byte[] TEXT = "one line\nanother\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void oneMemberIsUnpacked() throws IOException {
        assertThat(unpacked(StoredDocument.zip(TEXT))).isEqualTo(TEXT);
        assertThat(unpacked(StoredDocument.zip(new byte[0]))).isEmpty();
        assertThat(unpacked(StoredDocument.zip(new byte[1 << 20]))).isEqualTo(new byte[1 << 20]);
    }

    @Test
    void theNameAndCommentThatOtherWritersAddArePassedOver() throws IOException {
        byte[] plain = StoredDocument.zip(TEXT);
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.write(plain, 0, 3);
        named.write(4 | 8 | 16);
        named.write(plain, 4, 6);
        named.writeBytes(new byte[] {2, 0, 7, 7, 'a', 0, 'b', 'c', 0});
        named.write(plain, 10, plain.length - 10);

        assertThat(unpacked(named.toByteArray())).isEqualTo(TEXT);
    }

    @Test
    void aSecondMemberIsRefused() {
        byte[] once = StoredDocument.zip(TEXT);
        byte[] twice = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);

        refused(twice);
    }

    @Test
    void aByteBehindTheMemberIsRefused() {
        byte[] once = StoredDocument.zip(TEXT);

        refused(Arrays.copyOf(once, once.length + 1));
    }

    @Test
    void aMemberThatIsCutOffAnywhereIsRefused() {
        byte[] whole = StoredDocument.zip(TEXT);

        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 7, 4, 1})
    void aTrailerThatDoesNotTellTheContentIsRefused(int fromEnd) {
        byte[] stored = StoredDocument.zip(TEXT);
        stored[stored.length - fromEnd] ^= 1;

        refused(stored);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x40, 0x80})
    void aFlagThatNobodyKnowsIsRefused(int flag) {
        byte[] stored = StoredDocument.zip(TEXT);
        stored[3] |= (byte) flag;

        refused(stored);
    }

    private static void refused(byte[] stored) {
        assertThatThrownBy(() -> unpacked(stored)).isInstanceOf(IOException.class);
    }

    private static byte[] unpacked(byte[] stored) throws IOException {
        try (InputStream content = new GzipMember(stored)) {
            return content.readAllBytes();
        }
    }
}
