package io.mlplatform.s3.internal.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mlplatform.Digest;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests to S3 in one region with AWS Signature Version 4. Thread-safe; the key of a day is derived once, a second is written once.
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
    private static final Comparator<Header> BY_NAME = Comparator.comparing(Header::name);

    private final String region;
    private volatile @Nullable DayKey latest;
    private volatile @Nullable Moment now;

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
        Moment moment = moment(at);
        DayKey key = key(moment.day, keys);
        List<Header> signed = new ArrayList<>(own);
        signed.add(new Header("host", host));
        Header digest = added("x-amz-content-sha256", payload, signed);
        Header date = added("x-amz-date", moment.time, signed);
        Optional<Header> token = keys.sessionToken().map(text -> added("x-amz-security-token", text, signed));
        signed.sort(BY_NAME);

        StringBuilder names = new StringBuilder(128);
        StringBuilder request = new StringBuilder(1024);
        request.append(method)
                .append('\n')
                .append(path)
                .append('\n')
                .append(query)
                .append('\n');
        for (Header header : signed) {
            request.append(header.name()).append(':').append(header.value()).append('\n');
            names.append(names.isEmpty() ? "" : ";").append(header.name());
        }
        request.append('\n').append(names).append('\n').append(payload);

        String toSign = ALGORITHM + "\n" + moment.time + "\n" + key.scope + "\n"
                + Digest.of(request.toString()).hex();
        Header authorization =
                new Header("authorization", key.credential + names + ",Signature=" + HEX.formatHex(key.mac(toSign)));
        return token.map(text -> List.of(date, digest, text, authorization))
                .orElseGet(() -> List.of(date, digest, authorization));
    }

    private static Header added(String name, String value, List<Header> headers) {
        Header header = new Header(name, value);
        headers.add(header);
        return header;
    }

    private DayKey key(String day, Keys keys) {
        DayKey known = latest;
        if (known != null
                && known.day.equals(day)
                && known.secret.equals(keys.secret())
                && known.accessKey.equals(keys.accessKey())) {
            return known;
        }
        DayKey derived = new DayKey(day, keys, region);
        latest = derived;
        return derived;
    }

    private Moment moment(Instant at) {
        Moment known = now;
        if (known != null && known.second == at.getEpochSecond()) {
            return known;
        }
        String time = time(at);
        Moment made = new Moment(at.getEpochSecond(), time, time.substring(0, 8));
        now = made;
        return made;
    }

    /** One second as a signature writes it. */
    private record Moment(long second, String time, String day) {}

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

    /** The signing key of one day, ready to be used; a Mac that has its key is cloned, which is cheaper than a new one. */
    private static final class DayKey {
        private final String day;
        private final String accessKey;
        private final String secret;
        private final String scope;
        private final String credential;
        private final byte[] signing;
        private final Mac ready;

        DayKey(String day, Keys keys, String region) {
            this.day = day;
            accessKey = keys.accessKey();
            secret = keys.secret();
            scope = day + "/" + region + "/" + SERVICE + "/aws4_request";
            credential = ALGORITHM + " Credential=" + accessKey + "/" + scope + ",SignedHeaders=";
            byte[] key = ("AWS4" + secret).getBytes(UTF_8);
            for (String step : List.of(day, region, SERVICE, "aws4_request")) {
                key = keyed(key).doFinal(step.getBytes(UTF_8));
            }
            signing = key;
            ready = keyed(key);
        }

        byte[] mac(String text) {
            return fresh().doFinal(text.getBytes(US_ASCII));
        }

        private Mac fresh() {
            try {
                return (Mac) ready.clone();
            } catch (CloneNotSupportedException e) {
                // Those of some providers, such as tokens of PKCS #11, cannot be cloned.
                return keyed(signing);
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
