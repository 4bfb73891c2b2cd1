package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Reading with rights to a part of a bucket only, where S3 answers 403 for an absent key as well. */
class HiddenAbsenceTest {

    private static final ObjectKey KEY = ObjectKey.of("growth/a");

    @RegisterExtension
    final S3ProxyExtension server = LocalS3.server();

    private TamperedStore tampered;

    @BeforeEach
    void open() {
        tampered = TamperedStore.open(LocalS3.settings(server));
    }

    @AfterEach
    void close() {
        tampered.close();
    }

    @Test
    void aKeyThatTheListDoesNotNameIsAbsent() {
        tampered.http().refuse(HiddenAbsenceTest::isRead, 403, "AccessDenied", 1);

        assertThat(tampered.store().get(KEY, ByteRange.ALL, GetCondition.always()))
                .isInstanceOf(GetOutcome.Absent.class);
        assertThat(tampered.store().head(KEY)).isEmpty();
    }

    @Test
    void aKeyThatTheListNamesIsForbidden() {
        tampered.store().put(KEY, Content.of("x"), PutCondition.always());
        tampered.http().refuse(HiddenAbsenceTest::isRead, 403, "AccessDenied", 1);

        assertThatThrownBy(() -> tampered.store().get(KEY, ByteRange.ALL, GetCondition.always()))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aListThatIsRefusedAsWellLeavesTheRefusal() {
        tampered.http().refuse(HiddenAbsenceTest::isRead, 403, "AccessDenied", 1);
        tampered.http().refuse(HiddenAbsenceTest::isList, 403, "AccessDenied", 1);

        assertThatThrownBy(() -> tampered.store().get(KEY, ByteRange.ALL, GetCondition.always()))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aListThatFailsIsNoRefusal() {
        tampered.http().refuse(HiddenAbsenceTest::isRead, 403, "AccessDenied", 1);
        tampered.http().refuse(HiddenAbsenceTest::isList, 500, "InternalError", 20);

        assertThatThrownBy(() -> tampered.store().get(KEY, ByteRange.ALL, GetCondition.always()))
                .isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    void aHeadThatIsRefusedForItsCredentialsIsToldSo() {
        tampered.http().refuse(HiddenAbsenceTest::isRead, 403, "", 1);
        tampered.http().refuse(HiddenAbsenceTest::isList, 403, "SignatureDoesNotMatch", 1);

        assertThatThrownBy(() -> tampered.store().head(KEY))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("check the access key");
    }

    private static boolean isRead(SdkHttpRequest request) {
        return request.encodedPath().endsWith(KEY.value());
    }

    private static boolean isList(SdkHttpRequest request) {
        return request.rawQueryParameters().containsKey("list-type");
    }
}
