package io.mlplatform.s3;

import io.mlplatform.store.ObjectStore;
import io.mlplatform.testkit.ObjectStoreContract;
import io.mlplatform.testkit.Rule;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;

/** The store contract on Ceph's RADOS Gateway 16.2. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephContractTest implements ObjectStoreContract {

    final CephServer server = CephServer.fromEnvironment();
    final TestBuckets buckets = new TestBuckets(server.owner());

    @Override
    public ObjectStore newStore() {
        return S3Store.open(buckets.create(), server.owner());
    }

    /** Completing a multipart upload ignores its condition, and replaces what is there. */
    @Override
    public Set<Rule> brokenRules() {
        return Set.of(Rule.LARGE_IF_ABSENT, Rule.UPLOAD_KEEPS);
    }

    @AfterEach
    void removeBuckets() {
        buckets.close();
    }
}
