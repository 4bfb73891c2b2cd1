package io.mlplatform.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mlplatform.s3.internal.lane.BucketAddress;
import io.mlplatform.s3.internal.lane.Header;
import io.mlplatform.s3.internal.lane.HttpRequest;
import io.mlplatform.s3.internal.lane.Keys;
import io.mlplatform.s3.internal.lane.RequestBody;
import io.mlplatform.s3.internal.lane.ResponseHead;
import io.mlplatform.s3.internal.lane.SigV4;
import io.mlplatform.store.ObjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The requests of one bucket as the own lane sends them, each signed with the credentials of its moment. */
final class LaneRequests {

    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final BucketAddress address;
    private final Optional<String> owner;
    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final SigV4 signer;
    private final Clock clock;
    /** How far the server's clock is ahead of this machine's, where it refused the machine's time. */
    private volatile Duration ahead = Duration.ZERO;

    LaneRequests(
            BucketAddress address,
            Optional<String> owner,
            IdentityProvider<? extends AwsCredentialsIdentity> credentials,
            Clock clock) {
        this.address = address;
        this.owner = owner;
        this.credentials = credentials;
        this.signer = new SigV4(address.region());
        this.clock = clock;
    }

    /** Where the server refused the time of a request, later ones are signed with its own. */
    void heed(S3Exception refusal, ResponseHead head) {
        if (S3Failures.code(refusal).equals("RequestTimeTooSkewed")) {
            head.header("date")
                    .flatMap(HttpDate::parse)
                    .ifPresent(now -> ahead = Duration.between(clock.instant(), now));
        }
    }

    HttpRequest get(ObjectKey key, List<Header> headers) {
        return signed("GET", key, "", headers, EMPTY_SHA256, RequestBody.none());
    }

    /**
     * @param query as {@link SigV4#sign} takes it
     * @param payload the body's SHA-256 in hex, or {@link SigV4#UNSIGNED_PAYLOAD}
     */
    HttpRequest put(ObjectKey key, String query, List<Header> headers, String payload, RequestBody body) {
        return signed("PUT", key, query, headers, payload, body);
    }

    private HttpRequest signed(
            String method, ObjectKey key, String query, List<Header> wanted, String payload, RequestBody body) {
        List<Header> headers = new ArrayList<>(wanted);
        owner.ifPresent(account -> headers.add(new Header("x-amz-expected-bucket-owner", account)));
        String path = address.pathPrefix() + "/" + encoded(key);
        Instant now = clock.instant().plus(ahead);
        List<Header> proof = signer.sign(method, address.authority(), path, query, headers, payload, keys(), now);
        headers.add(new Header("host", address.authority()));
        headers.addAll(proof);
        return new HttpRequest(method, query.isEmpty() ? path : path + "?" + query, headers, body);
    }

    private Keys keys() {
        AwsCredentialsIdentity identity = identity(credentials);
        Optional<String> token = identity instanceof AwsSessionCredentialsIdentity session
                ? Optional.of(session.sessionToken())
                : Optional.empty();
        return new Keys(identity.accessKeyId(), identity.secretAccessKey(), token);
    }

    /** The credentials as they are now; has no key where requests are not to be signed. */
    static AwsCredentialsIdentity identity(IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
        try {
            return credentials.resolveIdentity().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SdkException known) {
                throw known;
            }
            throw e;
        }
    }

    /** As S3 wants keys in a path: only letters, digits, {@code -._~} and the slash stand for themselves. */
    static String encoded(ObjectKey key) {
        return encoded(key.value(), "-._~/");
    }

    /** The same in a query, where the slash does not stand for itself. */
    static String encodedInQuery(String value) {
        return encoded(value, "-._~");
    }

    private static String encoded(String value, String marks) {
        int plain = 0;
        while (plain < value.length() && isPlain(value.charAt(plain), marks)) {
            plain++;
        }
        return plain == value.length() ? value : encoded(value.getBytes(UTF_8), marks);
    }

    private static String encoded(byte[] bytes, String marks) {
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            char c = (char) (b & 0xFF);
            if (isPlain(c, marks)) {
                text.append(c);
            } else {
                text.append('%').append(HEX.toHexDigits(b));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(char c, String marks) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || marks.indexOf(c) >= 0;
    }
}
