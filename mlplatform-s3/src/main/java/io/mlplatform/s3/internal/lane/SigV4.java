package io.mlplatform.s3.internal.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests to S3 in one region with AWS Signature Version 4. Thread-safe; the key of a day is derived once.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Authenticating requests:
 *     using the Authorization header</a>
 */
public final class SigV4 {

    /** What stands for the digest of a body that is not part of the signature. */
    public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SERVICE = "s3";
    private static final HexFormat HEX = HexFormat.of();

    private final String region;
    private volatile @Nullable DayKey latest;

    public SigV4(String region) {
        this.region = region;
    }

    /**
     * The headers that a request needs beside its own: {@code x-amz-date}, {@code x-amz-content-sha256}, a session's token,
     * and {@code Authorization}, which signs all of them, the host and the request's own ones.
     *
     * @param path percent-encoded, as it is sent
     * @param query {@code name=value} pairs, percent-encoded, sorted by name and joined by {@code &}, as it is sent
     * @param own names in lower case; values without white space at their ends
     * @param payload the body's SHA-256 in hex, or {@link #UNSIGNED_PAYLOAD}
     */
    public List<Header> sign(
            String method,
            String host,
            String path,
            String query,
            List<Header> own,
            String payload,
            Keys keys,
            Instant at) {
        String time = time(at);
        Map<String, String> signed = new TreeMap<>();
        own.forEach(header -> signed.put(header.name(), header.value()));
        signed.put("host", host);
        signed.put("x-amz-content-sha256", payload);
        signed.put("x-amz-date", time);
        keys.sessionToken().ifPresent(token -> signed.put("x-amz-security-token", token));

        String names = String.join(";", signed.keySet());
        StringBuilder request = new StringBuilder(512);
        request.append(method)
                .append('\n')
                .append(path)
                .append('\n')
                .append(query)
                .append('\n');
        signed.forEach(
                (name, value) -> request.append(name).append(':').append(value).append('\n'));
        request.append('\n').append(names).append('\n').append(payload);

        String day = time.substring(0, 8);
        String scope = day + "/" + region + "/" + SERVICE + "/aws4_request";
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + HEX.formatHex(sha256(request.toString()));
        String signature = HEX.formatHex(key(day, keys.secret()).mac(toSign));
        Header authorization = new Header(
                "authorization",
                ALGORITHM + " Credential=" + keys.accessKey() + "/" + scope + ",SignedHeaders=" + names + ",Signature="
                        + signature);
        return keys.sessionToken()
                .map(token -> List.of(
                        new Header("x-amz-date", time),
                        new Header("x-amz-content-sha256", payload),
                        new Header("x-amz-security-token", token),
                        authorization))
                .orElseGet(() -> List.of(
                        new Header("x-amz-date", time), new Header("x-amz-content-sha256", payload), authorization));
    }

    private DayKey key(String day, String secret) {
        DayKey known = latest;
        if (known != null && known.day.equals(day) && known.secret.equals(secret)) {
            return known;
        }
        DayKey derived = new DayKey(day, secret, region);
        latest = derived;
        return derived;
    }

    // The formatter of the JDK costs more than the digests.
    private static String time(Instant at) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(16);
        pad(text, utc.getYear(), 4);
        pad(text, utc.getMonthValue(), 2);
        pad(text, utc.getDayOfMonth(), 2);
        text.append('T');
        pad(text, utc.getHour(), 2);
        pad(text, utc.getMinute(), 2);
        pad(text, utc.getSecond(), 2);
        return text.append('Z').toString();
    }

    private static void pad(StringBuilder text, int number, int digits) {
        String plain = Integer.toString(number);
        text.append("0".repeat(digits - plain.length())).append(plain);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The signing key of one day, ready to be used; a Mac that has its key is cloned, which is cheaper than a new one. */
    private static final class DayKey {
        private final String day;
        private final String secret;
        private final Mac ready;

        DayKey(String day, String secret, String region) {
            this.day = day;
            this.secret = secret;
            byte[] key = ("AWS4" + secret).getBytes(UTF_8);
            for (String step : List.of(day, region, SERVICE, "aws4_request")) {
                key = keyed(key).doFinal(step.getBytes(UTF_8));
            }
            ready = keyed(key);
        }

        byte[] mac(String text) {
            try {
                return ((Mac) ready.clone()).doFinal(text.getBytes(US_ASCII));
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the JDK's HmacSHA256 can be cloned", e);
            }
        }

        private static Mac keyed(byte[] key) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HmacSHA256", e);
            }
        }
    }
}
