package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.NotFoundException;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What only a server with users, roles and versions can show. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephServerTest {

    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");

    private final CephServer server = CephServer.fromEnvironment();
    private final TestBuckets buckets = new TestBuckets(server.owner());

    @AfterEach
    void removeBuckets() {
        buckets.close();
    }

    @Test
    void everyCallOfAStrangerIsDenied() {
        try (ObjectStore store = S3Store.open(buckets.create(), server.stranger())) {
            assertThat(StoreCalls.ALL).allSatisfy(call -> assertThatThrownBy(() -> call.accept(store))
                    .isInstanceOf(AccessDeniedException.class));
        }
    }

    @Test
    void everyCallWithAWrongKeyIsDenied() {
        try (ObjectStore store = S3Store.open(buckets.create(), server.impostor())) {
            assertThat(StoreCalls.ALL).allSatisfy(call -> assertThatThrownBy(() -> call.accept(store))
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageNotContaining("not-the-secret"));
        }
    }

    @Test
    void everyCallOnAnAbsentBucketSaysSo() {
        try (ObjectStore store = S3Store.open("no-such-bucket", server.owner())) {
            assertThat(StoreCalls.ALL).allSatisfy(call -> assertThatThrownBy(() -> call.accept(store))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("no such bucket"));
        }
    }

    @Test
    void aRoleIsTakenOn() {
        S3Settings role = server.stranger().toBuilder()
                .assumeRole(server.roleArn(), "contract")
                .build();
        try (TestBuckets ofRole = new TestBuckets(role);
                ObjectStore store = S3Store.open(ofRole.create(), role)) {
            store.put(KEY, Content.of("by the role"), PutCondition.ifAbsent());
            assertThat(store.head(KEY)).isPresent();
        }
    }

    @Test
    void aRoleThatMayNotBeTakenOnIsAccessDenied() {
        S3Settings role = server.stranger().toBuilder()
                .assumeRole(server.roleArn() + "-of-another", "contract")
                .build();
        try (ObjectStore store = S3Store.open(buckets.create(), role)) {
            assertThatThrownBy(() -> store.head(KEY)).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void newObjectsAreEncryptedUnderTheKeyOfTheSettings() {
        S3Settings settings = server.owner().toBuilder().sseKmsKey("testkey-1").build();
        String bucket = buckets.create();
        try (ObjectStore store = S3Store.open(bucket, settings)) {
            for (int length : List.of(1_000, PartSize.BYTES + 1)) {
                store.put(KEY, Content.of(new byte[length]), PutCondition.always());
                HeadObjectResponse headers = buckets.client()
                        .headObject(request -> request.bucket(bucket).key(KEY.value()));
                assertThat(headers.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
                assertThat(headers.ssekmsKeyId()).isEqualTo("testkey-1");
                assertThat(headers.contentLength()).isEqualTo(length);
            }
        }
    }

    /** A deviation from S3, which answers 403. */
    @Test
    void theExpectedOwnerIsNotChecked() {
        S3Settings settings =
                server.owner().toBuilder().expectedBucketOwner("123456789012").build();
        try (ObjectStore store = S3Store.open(buckets.create(), settings)) {
            assertThat(store.put(KEY, Content.of("x"), PutCondition.ifAbsent())).isInstanceOf(PutOutcome.Stored.class);
        }
    }

    /** A deviation from S3: such a bucket must hold no log. */
    @Test
    void aVersionedBucketIgnoresIfAbsent() {
        String bucket = buckets.create();
        buckets.client().putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        try (ObjectStore store = S3Store.open(bucket, server.owner())) {
            for (String text : List.of("first", "second")) {
                assertThat(store.put(KEY, Content.of(text), PutCondition.ifAbsent()))
                        .isInstanceOf(PutOutcome.Stored.class);
            }
        }
    }
}
