package io.mlplatform.s3;

import io.mlplatform.internal.FullJitter;
import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.internal.transfer.PulledSource;
import io.mlplatform.s3.internal.S3Control;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Capabilities;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferDirection;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket on S3, or on a server that speaks its protocol. Thread-safe; all its threads are daemons. Directory buckets
 * (S3 Express One Zone) are refused: they list without order.
 */
public final class S3Store implements ObjectStore {

    static {
        S3Control.open(StoreControl::new);
    }

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final S3Bucket bucket;
    private final ConflictBudget conflicts;
    private final TransferResources resources;
    private final Runnable closeOwned;
    private final ObjectReader reader;
    private final LaneAccess access;
    private final ObjectLister lister;
    private final ObjectDeleter deleter;
    private final ServerSideCopy copy;
    private final StoreTransfers transfers;

    S3Store(S3Bucket bucket, ConflictBudget conflicts, TransferResources resources, Runnable closeOwned) {
        this.bucket = bucket;
        this.conflicts = conflicts;
        this.resources = resources;
        this.closeOwned = closeOwned;
        reader = new ObjectReader(bucket);
        lister = new ObjectLister(bucket);
        deleter = new ObjectDeleter(bucket);
        ObjectSource sdk = new PulledSource(bucket.location(), reader::get, resources.retries(), resources.requests());
        access = new LaneAccess(bucket, sdk, resources, System.getenv());
        BytePuts puts = new BytePuts(bucket, access);
        MultipartPut multipart = new MultipartPut(
                bucket, reader, puts, conflicts, () -> UUID.randomUUID().toString());
        copy = new ServerSideCopy(
                bucket,
                reader,
                multipart,
                resources.objectThreads(),
                resources.partThreads(),
                resources.copies(),
                PartSize::ofCopied);
        transfers = new StoreTransfers(
                bucket, reader, sdk, access, new SinglePut(bucket, puts, conflicts), multipart, conflicts, resources);
    }

    /**
     * The bucket of this name. The client is made at the first request, and closed with the store. Requests go through the
     * proxy that the JVM ({@code https.proxyHost}) or else the environment ({@code HTTPS_PROXY}) has for the endpoint's scheme,
     * but for the hosts of {@code http.nonProxyHosts} or {@code NO_PROXY}.
     */
    public static S3Store open(String bucket, S3Settings settings) {
        TransferResources resources = resources(settings);
        OwnedClient client = new OwnedClient(settings, resources.transfers()::throttled);
        return on(client, bucket, settings, resources, client::close);
    }

    /**
     * The bucket of this name through a client that the caller made and closes. Of the settings, those about connections,
     * time-outs and credentials are the client's own and have no effect here. Others have: {@code server}, or the {@code
     * endpoint} where that is not set, says whose quirks are levelled, and {@code maxAttempts} how often a body that breaks off
     * is asked for. The client carries the bytes of objects too, unless the settings choose {@link S3Transport#OWN}: what its
     * HTTP client does with them cannot be seen from here. The own lane's time-outs and attempts are those of the settings.
     */
    public static S3Store on(S3Client borrowed, String bucket, S3Settings settings) {
        if (settings.transport() == S3Transport.TRANSFER_MANAGER) {
            throw new IllegalArgumentException(
                    "S3Transport.TRANSFER_MANAGER makes a client of its own, which has none of"
                            + " the borrowed one's settings: open the store by its settings, or choose another transport");
        }
        S3Settings known = settings.overBorrowedClient();
        TransferResources resources = resources(known);
        return on(() -> borrowed, bucket, known, resources, () -> {});
    }

    /** The machine's clock and randomness enter here, and are handed on. */
    private static TransferResources resources(S3Settings settings) {
        return TransferResources.of(settings, System::nanoTime, new Random());
    }

    private static S3Store on(
            ClientSource client, String name, S3Settings settings, TransferResources resources, Runnable closeClient) {
        S3Bucket bucket = new S3Bucket(client, BucketName.checked(name), settings, Clock.systemUTC());
        ConflictBudget conflicts = new ConflictBudget(new FullJitter(new Random(), FIRST_PAUSE, LONGEST_PAUSE));
        return new S3Store(bucket, conflicts, resources, () -> {
            resources.close();
            closeClient.run();
        });
    }

    /** A bucket that is reached as this one is, with its client and threads; closing it leaves them as they are. */
    S3Store beside(String name, Optional<String> account) {
        return new S3Store(bucket.beside(BucketName.checked(name), account), conflicts, resources, () -> {});
    }

    @Override
    public String location() {
        return bucket.location();
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return reader.head(key);
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        return access.lane(key.value(), TransferDirection.DOWN)
                .flatMap(lane -> lane.streams().get(key, range, condition))
                .orElseGet(() -> reader.get(key, range, condition));
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        return transfers.put(key, content, condition);
    }

    @Override
    public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
        return lister.list(prefix, startAfter, delimiter, max);
    }

    @Override
    public void delete(Collection<ObjectKey> keys) {
        deleter.delete(keys);
    }

    /**
     * As the port says. A large {@link io.mlplatform.store.StoredContent} of an {@code S3Store} at the same endpoint is
     * copied by the server, where this store's credentials may read it; its copy is then read back once, since only its
     * bytes tell their SHA-256, but nothing of it is sent. All else goes through this process.
     */
    @Override
    public void upload(Iterable<Upload> uploads, TransferListener listener) {
        transfers.upload(copy.copy(uploads, listener), listener);
    }

    @Override
    public void download(Iterable<Download> downloads, TransferListener listener) {
        transfers.download(downloads, listener);
    }

    /** How many requests the own lane left to the SDK's client so far. */
    long fallbacks() {
        return transfers.fallbacks();
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.FULL;
    }

    @Override
    public void close() {
        closeOwned.run();
    }

    @Override
    public String toString() {
        return location();
    }

    S3Bucket bucket() {
        return bucket;
    }
}
