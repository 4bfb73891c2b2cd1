package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.ObjectStoreContract;
import io.mlplatform.testkit.Rule;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The store contract on S3Proxy. */
class S3ProxyContractTest implements ObjectStoreContract {

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    @Override
    public ObjectStore newStore() {
        S3Settings settings = LocalS3.settings(server);
        return S3Store.open(TestBuckets.createIn(settings), settings);
    }

    /** Its objects are files of a file system, and its listings are sorted as Java strings. */
    @Override
    public Set<Rule> brokenRules() {
        return Set.of(Rule.OBJECT_BESIDE_FOLDER, Rule.LIST_ORDER);
    }

    /**
     * In place of the contract's race, which goes well by chance here: the tag is compared when the first bytes of a put
     * arrive, not when the object is replaced, so a slow put undoes a quick one that came between.
     */
    @Override
    @Test
    @Timeout(60)
    public void fiveWorkersOfTenIncrementsMakeFifty() throws Exception {
        S3Settings settings = LocalS3.settings(server);
        String bucket = TestBuckets.createIn(settings);
        try (ObjectStore store = S3Store.open(bucket, settings);
                S3Clients clients = new S3Clients(settings)) {
            ObjectKey key = ObjectKey.of("counter");
            PutOutcome first = store.put(key, Content.of("zero"), PutCondition.ifAbsent());
            String tag = ((PutOutcome.Stored) first).etag();
            // More than the sockets hold: the server has begun to read.
            StalledBody stalled = new StalledBody(64 << 20);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            Future<PutObjectResponse> slow = thread.submit(() -> clients.s3()
                    .putObject(
                            request -> request.bucket(bucket).key(key.value()).ifMatch('"' + tag + '"'),
                            RequestBody.fromInputStream(stalled, stalled.length())));
            thread.shutdown();
            stalled.awaitHalf();
            PutOutcome quick = store.put(key, Content.of("one"), PutCondition.ifMatch(tag));
            stalled.resume();

            assertThat(quick).isInstanceOf(PutOutcome.Stored.class);
            assertThat(slow.get().eTag()).isNotEmpty();
        }
    }
}
