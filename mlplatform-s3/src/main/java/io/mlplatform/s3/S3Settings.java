package io.mlplatform.s3;

import io.mlplatform.store.Durability;
import io.mlplatform.store.TransferMetrics;
import io.mlplatform.store.Verification;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.retry.RetryMode;

/**
 * How to reach a bucket, and how hard to work. Immutable; the defaults suit AWS with the credentials and region of the
 * environment, and the proxy that the JVM or the environment has for the endpoint's scheme. {@link #toString()} shows no
 * credentials.
 */
public final class S3Settings {

    /** A role to take on before the first request. */
    record AssumedRole(String arn, String sessionName) {}

    private final Builder values;
    private final S3Server server;

    private S3Settings(Builder values) {
        this.values = values;
        server = values.server.orElseGet(() -> S3Server.at(values.endpoint));
    }

    /** The defaults. */
    public static S3Settings defaults() {
        return builder().build();
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that holds these settings. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    Optional<String> region() {
        return values.region.or(server()::defaultRegion);
    }

    S3Transport transport() {
        return values.transport.orElse(S3Transport.OWN);
    }

    /** The same over a client of the caller's own, of which only the SDK knows what it does with bytes. */
    S3Settings overBorrowedClient() {
        return values.transport.isPresent()
                ? this
                : toBuilder().transport(S3Transport.SDK).build();
    }

    PayloadSigning payloadSigning() {
        return values.payloadSigning;
    }

    InterruptedUploads interruptedUploads() {
        return values.interruptedUploads;
    }

    /** What the SDK's client reckons by itself; nothing where parts are to go without, as all parts of an upload are alike. */
    RequestChecksumCalculation requestChecksums() {
        boolean bare = values.payloadSigning == PayloadSigning.UNSIGNED
                && transport() == S3Transport.OWN
                && values.endpoint.map(URI::getScheme).filter("http"::equals).isPresent();
        return bare ? RequestChecksumCalculation.WHEN_REQUIRED : server().requestChecksums();
    }

    /** Only what was set. */
    Optional<String> explicitRegion() {
        return values.region;
    }

    Optional<URI> endpoint() {
        return values.endpoint;
    }

    S3Server server() {
        return server;
    }

    boolean pathStyle() {
        return values.addressing.map(style -> style == S3Addressing.PATH).orElseGet(() -> server().wantsPathStyle());
    }

    Optional<AwsCredentialsProvider> credentials() {
        return values.credentials;
    }

    Optional<AssumedRole> assumedRole() {
        return values.assumedRole;
    }

    Optional<String> expectedBucketOwner() {
        return values.expectedBucketOwner;
    }

    /** The same with an owner of the bucket; a known one stays, since whoever sets it trusts no stored layout with it. */
    S3Settings ownedBy(Optional<String> account) {
        Builder changed = toBuilder();
        changed.expectedBucketOwner = expectedBucketOwner().or(() -> account);
        return changed.build();
    }

    Optional<String> sseKmsKey() {
        return values.sseKmsKey;
    }

    Optional<String> storageClass() {
        return values.storageClass;
    }

    Duration connectTimeout() {
        return values.connectTimeout;
    }

    Duration readTimeout() {
        return values.readTimeout;
    }

    Duration callTimeout() {
        return values.callTimeout;
    }

    RetryMode retryMode() {
        return values.retryMode;
    }

    int maxAttempts() {
        return values.maxAttempts;
    }

    int parallelism() {
        return values.parallelism;
    }

    long transferMemory() {
        return values.transferMemory;
    }

    Verification verification() {
        return values.verification;
    }

    Durability durability() {
        return values.durability;
    }

    TransferMetrics metrics() {
        return values.metrics;
    }

    @Override
    public String toString() {
        return "S3Settings[server=" + server()
                + ", region=" + region().orElse("from the environment")
                + values.endpoint.map(uri -> ", endpoint=" + uri).orElse("")
                + (pathStyle() ? ", path style" : "")
                + values.assumedRole.map(role -> ", role=" + role.arn()).orElse("")
                + values.expectedBucketOwner.map(owner -> ", owner=" + owner).orElse("")
                + values.storageClass.map(name -> ", storage class=" + name).orElse("")
                + values.transport.map(carrier -> ", transport=" + carrier).orElse("")
                + (values.verification == Verification.DIGEST ? "" : ", verification=" + values.verification)
                + (values.durability == Durability.PROCESS ? "" : ", durability=" + values.durability)
                + (values.payloadSigning == PayloadSigning.BY_CHANNEL ? "" : ", signing=" + values.payloadSigning)
                + ", parallelism=" + values.parallelism
                + ", attempts=" + values.maxAttempts + "]";
    }

    /** Collects settings; not thread-safe. */
    public static final class Builder {

        private Optional<String> region = Optional.empty();
        private Optional<URI> endpoint = Optional.empty();
        private Optional<S3Server> server = Optional.empty();
        private Optional<S3Addressing> addressing = Optional.empty();
        private Optional<AwsCredentialsProvider> credentials = Optional.empty();
        private Optional<AssumedRole> assumedRole = Optional.empty();
        private Optional<String> expectedBucketOwner = Optional.empty();
        private Optional<String> sseKmsKey = Optional.empty();
        private Optional<String> storageClass = Optional.empty();
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration readTimeout = Duration.ofSeconds(30);
        private Duration callTimeout = Duration.ofMinutes(10);
        private RetryMode retryMode = RetryMode.STANDARD;
        private int maxAttempts = 5;
        private int parallelism = 16;
        private long transferMemory = HeapShare.forTransfers();
        private TransferMetrics metrics = TransferMetrics.SILENT;
        private Optional<S3Transport> transport = Optional.empty();
        private Verification verification = Verification.DIGEST;
        private Durability durability = Durability.PROCESS;
        private PayloadSigning payloadSigning = PayloadSigning.BY_CHANNEL;
        private InterruptedUploads interruptedUploads = InterruptedUploads.ABANDON;

        private Builder() {}

        private Builder(Builder other) {
            region = other.region;
            endpoint = other.endpoint;
            server = other.server;
            addressing = other.addressing;
            credentials = other.credentials;
            assumedRole = other.assumedRole;
            expectedBucketOwner = other.expectedBucketOwner;
            sseKmsKey = other.sseKmsKey;
            storageClass = other.storageClass;
            connectTimeout = other.connectTimeout;
            readTimeout = other.readTimeout;
            callTimeout = other.callTimeout;
            retryMode = other.retryMode;
            maxAttempts = other.maxAttempts;
            parallelism = other.parallelism;
            transferMemory = other.transferMemory;
            metrics = other.metrics;
            transport = other.transport;
            verification = other.verification;
            durability = other.durability;
            payloadSigning = other.payloadSigning;
            interruptedUploads = other.interruptedUploads;
        }

        /** The bucket's region. Set it where the environment names none, or another than the bucket's. */
        public Builder region(String name) {
            region = Optional.of(name);
            return this;
        }

        /** Where requests go. Set it for a server that is not AWS, or for a VPC endpoint. */
        public Builder endpoint(URI uri) {
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
                throw new IllegalArgumentException(
                        "an endpoint is a scheme, a host and a port, such as http://127.0.0.1:9000");
            }
            endpoint = Optional.of(uri);
            return this;
        }

        /** Who answers. Set it for Ceph; others are told apart by their endpoint. */
        public Builder server(S3Server kind) {
            server = Optional.of(kind);
            return this;
        }

        /** Where the bucket's name goes. Set it where a server wants the opposite of what its kind usually does. */
        public Builder addressing(S3Addressing style) {
            addressing = Optional.of(style);
            return this;
        }

        /** Whose rights count. Set it where the SDK's default chain would find others; borrowed, never closed. */
        public Builder credentials(AwsCredentialsProvider provider) {
            credentials = Optional.of(provider);
            return this;
        }

        /** A role to take on with those credentials. Set it to reach another account, or to hold fewer rights. */
        public Builder assumeRole(String arn, String sessionName) {
            assumedRole = Optional.of(new AssumedRole(arn, sessionName));
            return this;
        }

        /**
         * The 12-digit account that must own the bucket; sent with each request. Set it so that a bucket deleted here
         * and created by a stranger gets none of your data.
         */
        public Builder expectedBucketOwner(String account) {
            expectedBucketOwner = Optional.of(account);
            return this;
        }

        /** The KMS key (ARN, id or alias) for new objects. Set it where the bucket's default key is not the one wanted. */
        public Builder sseKmsKey(String key) {
            sseKmsKey = Optional.of(key);
            return this;
        }

        /**
         * The storage class of new objects, such as {@code INTELLIGENT_TIERING}. Set it for cold data; not to an archive
         * class: those cannot be read without a restore.
         */
        public Builder storageClass(String name) {
            storageClass = Optional.of(name);
            return this;
        }

        /** How long a connection may take, 5 s by default. Longer across the world, shorter to fail fast. */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = Positive.timeout(timeout);
            return this;
        }

        /** How long a silence may last, 30 s by default; {@code OWN} is quicker. Longer where completing uploads takes it. */
        public Builder readTimeout(Duration timeout) {
            readTimeout = Positive.timeout(timeout);
            return this;
        }

        /** How long a call of the SDK's client, or an attempt over {@code OWN}, may take in all: 10 min by default. */
        public Builder callTimeout(Duration timeout) {
            callTimeout = Positive.timeout(timeout);
            return this;
        }

        /** How the SDK's clients in Java space repetitions. {@code ADAPTIVE_V2} slows down for a throttled prefix alone. */
        public Builder retryMode(RetryMode mode) {
            retryMode = mode;
            return this;
        }

        /** Tries of a request, 5 by default. More to sit out throttling, 1 to see each failure. */
        public Builder maxAttempts(int attempts) {
            maxAttempts = Positive.count(attempts);
            return this;
        }

        /**
         * Objects, and parts of large ones, in transfer at once, at most: 16 by default; fewer where the processors or the
         * server are what is short. More on fast and distant networks.
         */
        public Builder parallelism(int requests) {
            parallelism = Positive.count(requests);
            return this;
        }

        /**
         * Bytes that all transfers of the store may have under way together, whatever the number of files: 64 MiB by
         * default, and a quarter of a heap that is smaller than 256 MiB. More on fast or distant networks.
         */
        public Builder transferMemory(long bytes) {
            transferMemory = Math.max(1 << 20, bytes);
            return this;
        }

        /**
         * Who hears of each finished request of a transfer, and of each that {@link S3Transport#OWN} left to the SDK; nobody by
         * default. Set it to feed a program's own metrics.
         */
        public Builder metrics(TransferMetrics listener) {
            metrics = listener;
            return this;
        }

        /**
         * Who carries the bytes of objects: {@code OWN} by default, and {@code SDK} over a client that the caller made.
         * {@link S3Transport} tells where to choose another one.
         */
        public Builder transport(S3Transport carrier) {
            transport = Optional.of(carrier);
            return this;
        }

        /**
         * What files are held to, {@code DIGEST} by default: size and SHA-256. {@code SIZE} saves fetches the CPU of
         * the hash, about as much as all the rest of a large transfer; only where something else verifies. At AWS it holds
         * what is fetched to the CRC-32C (up to 16 MiB also the CRC-32) that S3 keeps of a whole object, which costs one
         * request for each file above 16 MiB; the own lane has S3 keep it of objects in parts only. All else it leaves to the
         * transport.
         */
        public Builder verification(Verification check) {
            verification = check;
            return this;
        }

        /** What fetched files survive, {@code PROCESS} by default. {@code MACHINE} where they cannot be fetched again. */
        public Builder durability(Durability events) {
            durability = events;
            return this;
        }

        /**
         * Which bytes the own lane signs: all over plain HTTP by default, and over TLS objects that go up in one request. Set it where a
         * policy demands signed bytes, or where a trusted network has no TLS and CPU is short.
         */
        public Builder payloadSigning(PayloadSigning which) {
            payloadSigning = which;
            return this;
        }

        /** What becomes of the parts of an upload that ends early. {@code RESUME} for very large objects at known keys. */
        public Builder interruptedUploads(InterruptedUploads fate) {
            interruptedUploads = fate;
            return this;
        }

        /** The settings as they stand; the builder can be used on. */
        public S3Settings build() {
            return new S3Settings(new Builder(this));
        }
    }
}
