package io.mlplatform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.Digest;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.Content;
import io.mlplatform.store.MemoryStore;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultScriptedStoreTest {

    private static final ObjectKey KEY = ObjectKey.of("log/1");

    private final ObjectStore memory = new MemoryStore(Clock.systemUTC());

    @Test
    void aLostRequestHasNoEffect() {
        FaultScriptedStore store = new FaultScriptedStore(memory, FaultRule.nth(1, Fault.LOST_REQUEST));
        assertThatThrownBy(() -> put(store)).isInstanceOf(StorageUnavailableException.class);
        assertThat(memory.head(KEY)).isEmpty();
        assertThat(put(store)).isInstanceOf(PutOutcome.Stored.class);
    }

    @Test
    void aLostResponseHasItsEffect() {
        FaultScriptedStore store = new FaultScriptedStore(memory, FaultRule.nth(1, Fault.LOST_RESPONSE));
        assertThatThrownBy(() -> put(store)).isInstanceOf(StorageUnavailableException.class);
        assertThat(memory.head(KEY)).isPresent();
        assertThat(put(store)).isInstanceOf(PutOutcome.ConditionNotMet.class);
    }

    @Test
    void anOwnEffectMayBeDenied() {
        FaultScriptedStore store = new FaultScriptedStore(memory, FaultRule.nth(1, Fault.OWN_EFFECT_DENIED));
        assertThat(put(store)).isInstanceOf(PutOutcome.ConditionNotMet.class);
        assertThat(memory.head(KEY)).isPresent();
        assertThat(store.struck()).containsExactly("OWN_EFFECT_DENIED PUT log/1");
    }

    @Test
    void accessIsDeniedWithoutEffect() {
        FaultScriptedStore store = new FaultScriptedStore(
                memory, FaultRule.every(Fault.ACCESS_DENIED).of(RequestKind.PUT, RequestKind.DELETE));
        put(memory);
        assertThatThrownBy(() -> store.delete(List.of(KEY))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> put(store)).isInstanceOf(AccessDeniedException.class);
        assertThat(store.head(KEY)).isPresent();
    }

    @Test
    void aBodyMayEndEarly() throws Exception {
        put(memory);
        FaultScriptedStore store = new FaultScriptedStore(memory, FaultRule.nth(2, Fault.TRUNCATED_BODY));
        assertThat(Sample.read(store, KEY)).asString().isEqualTo("text");
        assertThat(Sample.read(store, KEY)).asString().isEqualTo("te");
        assertThat(Sample.read(store, KEY)).asString().isEqualTo("text");
    }

    @Test
    void aRuleCountsTheRequestsItIsAbout() {
        FaultScriptedStore store = new FaultScriptedStore(
                memory, FaultRule.nth(2, Fault.LOST_REQUEST).of(RequestKind.PUT).on(key -> key.startsWith("log/")));
        Sample.put(store, "data/1", "x");
        Sample.put(store, "log/1", "x");
        store.head(KEY);
        Sample.put(store, "data/2", "x");
        assertThatThrownBy(() -> Sample.put(store, "log/2", "x")).isInstanceOf(StorageUnavailableException.class);
        Sample.put(store, "log/3", "x");
        assertThat(store.struck()).containsExactly("LOST_REQUEST PUT log/2");
        assertThat(store.requests()).isEqualTo(6);
    }

    @Test
    void aBulkCallEndsAtItsFault() {
        List<Upload> uploads = Sample.keys("data/", 5).stream()
                .map(key -> new Upload(key, Content.of("x"), Digest.of("x")))
                .toList();
        FaultScriptedStore lost = new FaultScriptedStore(memory, FaultRule.nth(3, Fault.LOST_REQUEST));
        assertThatThrownBy(() -> lost.upload(uploads, TransferListener.SILENT))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("data/00002");
        assertThat(Pages.of(memory, "").keys()).containsExactly("data/00000", "data/00001");

        TransferLog log = new TransferLog();
        FaultScriptedStore unheard = new FaultScriptedStore(memory, FaultRule.nth(3, Fault.LOST_RESPONSE));
        assertThatThrownBy(() -> unheard.upload(uploads, log)).isInstanceOf(StorageUnavailableException.class);
        assertThat(Pages.of(memory, "").keys()).hasSize(3);
        assertThat(log.finished()).hasSize(2);

        lost.upload(uploads, TransferListener.SILENT);
        assertThat(Pages.of(memory, "").keys()).hasSize(5);
    }

    @Test
    void aFaultThatCannotHappenToARequestIsRefused() {
        assertThatThrownBy(() -> FaultRule.nth(1, Fault.TRUNCATED_BODY).of(RequestKind.PUT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PutOutcome put(ObjectStore store) {
        return store.put(KEY, Content.of("text"), PutCondition.ifAbsent());
    }
}
