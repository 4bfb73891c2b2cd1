package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatform;
import io.mlplatform.UnsupportedStoreException;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.internal.ConditionCheck;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.Capabilities;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a store that lacks conditional puts is noticed, and written to no more. */
class ConditionCheckTest {

    private final ObjectStore store = Lab.memory();

    @Test
    void aStoreThatIgnoresConditionsIsRefusedFromTheFirstWriteOn() {
        MlPlatform ml = Lab.open(new Careless(store));
        assertThatThrownBy(() -> Lab.publish(ml, "a.csv", "a"))
                .isInstanceOf(UnsupportedStoreException.class)
                .hasMessageContaining("If-None-Match");
        int entries = Journal.of(store, Zone.DATASETS).entries().size();
        assertThatThrownBy(() -> Lab.publish(ml, "b.csv", "b")).isInstanceOf(UnsupportedStoreException.class);
        DatasetVersion there = Lab.open(store).datasets().get(Lab.NAME);
        assertThatThrownBy(() -> ml.datasets().assign(there, "stable")).isInstanceOf(UnsupportedStoreException.class);
        assertThat(Journal.of(store, Zone.DATASETS).entries()).hasSize(entries);
    }

    @ParameterizedTest
    @CsvSource({"false,true", "true,false"})
    void aStoreThatPromisesTooLittleIsRefusedBeforeAnythingIsWritten(boolean putIfAbsent, boolean orderedListing) {
        MlPlatform ml = Lab.open(new Promising(store, new Capabilities(putIfAbsent, true, orderedListing)));
        assertThatThrownBy(() -> Lab.publish(ml, "a.csv", "a")).isInstanceOf(UnsupportedStoreException.class);
        assertThat(store.list("", "", Delimiter.NONE, 1_000).objects()).isEmpty();
    }

    @Test
    void aCheckedStoreIsNotCheckedAgain() {
        Tap tap = Tap.watching(store, Lab.LOG);
        MlPlatform ml = Lab.open(tap);
        Lab.publish(ml, "a.csv", "a");
        assertThat(tap.puts()).hasSize(2);
        Lab.publish(ml, "b.csv", "b");
        assertThat(tap.puts()).hasSize(3);
    }

    @Test
    void aCheckThatGotNoAnswerIsRepeatedAtTheNextAppend() {
        FaultScriptedStore faulty = new FaultScriptedStore(
                store, FaultRule.nth(2, Fault.LOST_RESPONSE).of(RequestKind.PUT).on(Lab.LOG));
        Tap tap = Tap.watching(faulty, Lab.LOG);
        MlPlatform ml = Lab.open(tap);
        Lab.publish(ml, "a.csv", "a");
        Lab.publish(ml, "b.csv", "b");
        assertThat(tap.puts()).hasSize(4);
        Lab.publish(ml, "c.csv", "c");
        assertThat(tap.puts()).hasSize(5);
    }

    @Test
    void ofTwoChecksAtOnceTheOneThatSawTheConditionIgnoredStands() {
        ConditionCheck check = new ConditionCheck();
        ObjectKey key = ObjectKey.of("a");
        store.put(key, Content.of("a"), PutCondition.always());
        ObjectStore other = new Careless(store);
        ObjectStore racing = new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey each, Content content, PutCondition condition) {
                assertThatThrownBy(() -> check.repeat(other, each, new byte[] {97}))
                        .isInstanceOf(UnsupportedStoreException.class);
                return super.put(each, content, condition);
            }
        };

        assertThatThrownBy(() -> check.repeat(racing, key, new byte[] {97}))
                .isInstanceOf(UnsupportedStoreException.class);
        assertThatThrownBy(() -> check.requireSupported(store)).isInstanceOf(UnsupportedStoreException.class);
    }

    /** A store that puts whatever the condition. */
    private static final class Careless extends DelegatingObjectStore {
        Careless(ObjectStore delegate) {
            super(delegate);
        }

        @Override
        public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
            return super.put(key, content, PutCondition.always());
        }
    }

    /** A store that promises what it is told to. */
    private static final class Promising extends DelegatingObjectStore {
        private final Capabilities capabilities;

        Promising(ObjectStore delegate, Capabilities capabilities) {
            super(delegate);
            this.capabilities = capabilities;
        }

        @Override
        public Capabilities capabilities() {
            return capabilities;
        }
    }
}
