package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.AccessDeniedException;
import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.MlPlatform;
import io.mlplatform.MlPlatformException;
import io.mlplatform.NotFoundException;
import io.mlplatform.layout.Zone;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.testkit.Fault;
import io.mlplatform.testkit.FaultRule;
import io.mlplatform.testkit.FaultScriptedStore;
import io.mlplatform.testkit.RequestKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An alias with a log of its own: compare-and-set, audited, and never without a pin on what it names. */
class ProtectedAliasTest {

    private static final Approval BOARD = Approval.by("risk-review").because("ticket 7");

    private final ObjectStore store = Lab.memory();
    private final MlPlatform ml = Lab.open(store);
    private final ModelVersion first = Lab.model(ml, "1");
    private final ModelVersion second = Lab.model(ml, "2");
    private final Journal log = Journal.of(store, Zone.MODELS);
    private final Journal alias = Journal.ofProduction(store);

    @Test
    void theApprovalStaysInTheAliasesLog() {
        ml.models().assign(first, "production", BOARD);
        ml.models().assign(second, "production", Approval.by("rollback"));
        assertThat(alias.types()).containsExactly("alias", "alias");
        assertThat(alias.entry(0).path("event").path("by").asText()).isEqualTo("risk-review");
        assertThat(alias.entry(0).path("event").path("reason").asText()).isEqualTo("ticket 7");
        assertThat(alias.state().path("version").asLong()).isEqualTo(2);
        assertThat(ml.models().get(Lab.NAME + "@production")).isEqualTo(second);
        assertOnlyPin();
    }

    @Test
    void theSecondOfTwoMoversIsRefusedAndLeavesNoPin() {
        Tap tap = Tap.before(
                store, Lab.ALIAS_LOG, bytes -> Lab.open(store).models().assign(second, "production", BOARD));
        assertThatThrownBy(() -> Lab.open(tap).models().assign(first, "production", BOARD))
                .isInstanceOf(ConflictException.class);
        assertThat(alias.types()).hasSize(1);
        assertThat(ml.models().get(Lab.NAME + "@production")).isEqualTo(second);
        assertOnlyPin();
    }

    @Test
    void withoutApprovalItIsRefused() {
        assertThatThrownBy(() -> ml.models().assign(first, "production")).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> ml.models().removeAlias(Lab.NAME, "production"))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> ml.models().assign(first, "staging", BOARD)).isInstanceOf(ConflictException.class);
        assertThat(log.types()).containsExactly("commit", "commit");
    }

    @Test
    void aRetiredMissingOrSealedVersionIsRefusedBeforeAnythingIsWritten() {
        MlPlatform elsewhere = Lab.open(Lab.memory());
        assertThatThrownBy(() -> elsewhere.models().assign(first, "production", BOARD))
                .isInstanceOf(NotFoundException.class);
        Lab.model(elsewhere, "1");
        assertThatThrownBy(() -> elsewhere.models().assign(second, "production", BOARD))
                .isInstanceOf(NotFoundException.class);
        log.append(
                "{\"type\":\"retire\",\"from\":1,\"to\":1,\"until\":\"2026-12-01T00:00:00.000Z\"}",
                state -> state.putArray("retired")
                        .addObject()
                        .put("from", 1)
                        .put("to", 1)
                        .put("until", "2026-12-01T00:00:00.000Z"));
        assertThatThrownBy(() -> ml.models().assign(first, "production", BOARD)).isInstanceOf(ConflictException.class);
        log.append("{\"type\":\"seal\"}", state -> state.putObject("sealed"));
        assertThatThrownBy(() -> ml.models().assign(second, "production", BOARD))
                .isInstanceOf(ConflictException.class);
        assertThat(alias.entries()).isEmpty();
        assertThat(log.types()).containsExactly("commit", "commit", "retire", "seal");
    }

    @Test
    void aMoverWithoutTheRightLeavesNoPin() {
        FaultScriptedStore faulty = new FaultScriptedStore(store, aliasPut(1, Fault.ACCESS_DENIED));
        assertThatThrownBy(() -> Lab.open(faulty).models().assign(first, "production", BOARD))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(log.types()).endsWith("pin", "unpin");
        assertThat(log.state().has("pins")).isFalse();
    }

    @Test
    void anUnansweredMoveTakesNoPinAway() {
        ml.models().assign(first, "production", BOARD);
        FaultScriptedStore faulty = new FaultScriptedStore(store, aliasPut(FaultRule.EVERY, Fault.LOST_REQUEST));
        assertThatThrownBy(() -> Lab.open(faulty).models().assign(second, "production", BOARD))
                .isInstanceOf(CommitOutcomeUnknownException.class);
        assertThat(log.state().path("pins")).hasSize(2);
    }

    @Test
    void theNextMoveTakesAwayWhatBrokenOnesLeft() {
        ml.models().assign(first, "production", BOARD);
        FaultScriptedStore faulty = new FaultScriptedStore(store, aliasPut(FaultRule.EVERY, Fault.LOST_REQUEST));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> Lab.open(faulty).models().assign(second, "production", BOARD))
                    .isInstanceOf(CommitOutcomeUnknownException.class);
        }
        assertThat(log.state().path("pins")).hasSize(4);
        ml.models().assign(second, "production", BOARD);
        assertOnlyPin();
    }

    @Test
    void othersPinsStay() {
        log.append("{\"type\":\"pin\",\"version\":1,\"holder\":\"audit\"}", state -> state.putObject("pins")
                .putObject("01j00000000000000000000000")
                .put("version", 1)
                .put("holder", "audit"));
        ml.models().assign(first, "production", BOARD);
        ml.models().assign(second, "production", BOARD);
        assertThat(log.state()
                        .path("pins")
                        .path("01j00000000000000000000000")
                        .path("holder")
                        .asText())
                .isEqualTo("audit");
        assertThat(log.state().path("pins")).hasSize(2);
    }

    @Test
    void aLostAnswerAtAnyStepEndsInAMoveOrAConsistentRefusal() {
        for (Fault fault : Set.of(Fault.LOST_REQUEST, Fault.LOST_RESPONSE)) {
            for (int k = 1, struck = 1; struck > 0; k++) {
                ObjectStore fresh = Lab.memory();
                MlPlatform clean = Lab.open(fresh);
                Lab.model(clean, "1");
                ModelVersion target = Lab.model(clean, "2");
                FaultScriptedStore faulty = new FaultScriptedStore(fresh, FaultRule.nth(k, fault));
                boolean moved = moves(faulty, target);
                struck = faulty.struck().size();
                assertThat(clean.models().find(Lab.NAME + "@production").isPresent())
                        .as(fault + " " + k)
                        .isEqualTo(moved);
                assertThat(Journal.of(fresh, Zone.MODELS).state().path("pins").size())
                        .as(fault + " " + k)
                        .isEqualTo(moved ? 1 : 0);
            }
        }
    }

    @Test
    void aDigestThatIsNotTheVersionsIsCorrupt() throws IOException {
        ml.models().assign(first, "production", BOARD);
        tamper(alias.key(0), first.digest().hex(), second.digest().hex());
        assertThatThrownBy(() -> Lab.open(store).models().get(Lab.NAME + "@production"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining(second.digest().hex());
    }

    @Test
    void theNameIsReadFromItsOwnLogOnly() {
        ml.models().assign(first, "production", BOARD);
        log.append("{\"type\":\"alias\"}", state -> {
            ObjectNode target = state.putObject("aliases").putObject("production");
            target.put("version", 2).put("digest", second.digest().hex()).put("since", "2026-11-23T12:00:00.000Z");
        });
        assertThat(ml.models().get(Lab.NAME + "@production")).isEqualTo(first);
    }

    private static boolean moves(ObjectStore store, ModelVersion target) {
        try {
            Lab.open(store).models().assign(target, "production", BOARD);
            return true;
        } catch (MlPlatformException e) {
            assertThat(e).isNotInstanceOf(CommitOutcomeUnknownException.class);
            return false;
        }
    }

    private void assertOnlyPin() {
        Set<String> pins = new TreeSet<>();
        log.state().path("pins").fieldNames().forEachRemaining(pins::add);
        assertThat(pins).containsExactly(alias.state().path("pin").asText());
    }

    private void tamper(ObjectKey key, String old, String replacement) throws IOException {
        try (GetOutcome.Found found = (GetOutcome.Found) store.get(key, ByteRange.ALL, GetCondition.always())) {
            String text = new String(found.body().readAllBytes(), StandardCharsets.UTF_8);
            store.put(key, Content.of(Lab.bytes(text.replace(old, replacement))), PutCondition.always());
        }
    }

    private static FaultRule aliasPut(int nth, Fault fault) {
        return FaultRule.nth(nth, fault).of(RequestKind.PUT).on(Lab.ALIAS_LOG);
    }
}
