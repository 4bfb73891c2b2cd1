package io.mlplatform.s3;

import io.mlplatform.internal.transfer.ObjectSource;
import io.mlplatform.s3.internal.lane.BucketAddress;
import io.mlplatform.s3.internal.lane.Lane;
import io.mlplatform.s3.internal.lane.Origin;
import io.mlplatform.store.TransferDirection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * The own lane of a bucket, looked for at its first use: empty where it was not chosen, or where the SDK's client reaches the
 * bucket in a way that the lane does not know. Thread-safe.
 */
final class LaneAccess {

    private static final Logger LOG = LoggerFactory.getLogger(LaneAccess.class);

    private final S3Bucket bucket;
    private final ObjectSource sdk;
    private final TransferResources resources;
    private final Proxies proxies;
    private final AtomicLong unreached = new AtomicLong();
    private Optional<OwnLane> found = Optional.empty();
    private boolean looked;

    /** @param environment where the SDK's client looks for a proxy */
    LaneAccess(S3Bucket bucket, ObjectSource sdk, TransferResources resources, Map<String, String> environment) {
        this.bucket = bucket;
        this.sdk = sdk;
        this.resources = resources;
        this.proxies = new Proxies(environment);
    }

    /** The lane for a request; one that the SDK's client gets for want of the lane that was chosen is counted, and told of. */
    Optional<OwnLane> lane(String key, TransferDirection direction) {
        Optional<OwnLane> lane = lane();
        if (lane.isEmpty() && resources.lane().isPresent()) {
            unreached.incrementAndGet();
            resources.requests().leftToSdk(bucket.location() + "/" + key, direction);
        }
        return lane;
    }

    /** How many requests were left to the SDK's client so far. */
    long fallbacks() {
        return unreached.get() + lane().map(OwnLane::fallbacks).orElse(0L);
    }

    synchronized Optional<OwnLane> lane() {
        if (looked || resources.lane().isEmpty()) {
            return found;
        }
        try {
            found = look(resources.lane().get());
            looked = true;
        } catch (SdkException e) {
            // Credentials may be there the next time; what the SDK's client makes of it now is what the caller hears.
            LOG.debug("{}: the own lane is looked for again at the next request", bucket.location(), e);
        }
        return found;
    }

    private Optional<OwnLane> look(Lane connections) {
        Optional<AwsCredentialsProvider> own = bucket.ownCredentials();
        Optional<BucketAddress> address =
                own.flatMap(this::settled).or(() -> AddressProbe.of(bucket.client(), bucket.name()));
        if (address.isEmpty() || proxies.standBefore(origin(address.get()))) {
            LOG.warn(
                    "{}: the SDK's client carries all, as it {}",
                    bucket.location(),
                    address.isEmpty() ? "signs requests in a way of its own" : "goes through a proxy");
            return Optional.empty();
        }
        IdentityProvider<? extends AwsCredentialsIdentity> credentials = own.isPresent()
                ? own.get()
                : bucket.client().serviceClientConfiguration().credentialsProvider();
        LaneRequests requests =
                new LaneRequests(address.get(), bucket.settings().expectedBucketOwner(), credentials, bucket.clock());
        return Optional.of(new OwnLane(bucket, sdk, connections, origin(address.get()), requests, resources));
    }

    /** The address that the settings alone decide, where there are credentials to sign with. */
    private Optional<BucketAddress> settled(AwsCredentialsProvider credentials) {
        return SettledAddress.of(bucket.settings(), bucket.name())
                .filter(address -> LaneRequests.identity(credentials).accessKeyId() != null);
    }

    private static Origin origin(BucketAddress address) {
        return new Origin(
                address.encrypted() ? Origin.Scheme.HTTPS : Origin.Scheme.HTTP, address.host(), address.port());
    }
}
