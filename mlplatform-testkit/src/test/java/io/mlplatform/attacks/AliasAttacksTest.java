package io.mlplatform.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlplatform.ConflictException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attacks on {@code production}, a protected alias: who may write below {@code _log/} must not move it. */
class AliasAttacksTest {

    private static final String NAME = "growth/churn";
    private static final String LOG = "models/growth/churn/_log/";
    private static final String ALIAS = "models/growth/churn/_aliases/production/";

    private final Bucket bucket = new Bucket();
    private ModelVersion good;
    private ModelVersion bad;

    @AfterEach
    void close() {
        bucket.close();
    }

    @BeforeEach
    void twoVersions() {
        good = publish("good");
        bad = publish("bad");
    }

    private ModelVersion publish(String text) {
        MlPlatform ml = bucket.process();
        return ml.models().draft(NAME).addBytes("model.bin", Bucket.bytes(text)).publish();
    }

    private void approve(ModelVersion version) {
        bucket.process().models().assign(version, "production", Approval.by("risk-review"));
    }

    private void forgeMove(ObjectNode entry) {
        ((ObjectNode) entry.get("state"))
                .putObject("aliases")
                .putObject("production")
                .put("version", 2)
                .put("digest", bad.digest().hex())
                .put("since", "2026-11-23T12:00:00Z");
    }

    @Test
    void productionMovedWithoutApprovalIsRefused() {
        approve(good);

        assertThatThrownBy(() -> bucket.process().models().assign(bad, "production"))
                .isInstanceOfAny(ConflictException.class, IllegalArgumentException.class);
        assertThat(bucket.process().models().get(NAME + "@production").version())
                .isEqualTo(1);
    }

    @Test
    void productionMovedInTheEntitysLogIsNotFollowed() {
        approve(good);
        bucket.forge(LOG, this::forgeMove);

        assertThat(bucket.process().models().get(NAME + "@production").version())
                .isEqualTo(1);
    }

    @Test
    void productionUnprotectedAndMovedInTheEntitysLogIsRefusedOnRead() {
        bucket.forge(LOG, entry -> {
            ((ObjectNode) entry.get("state")).remove("protected");
            forgeMove(entry);
        });

        assertThatThrownBy(() -> bucket.process().models().get(NAME + "@production"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("is protected since the entity was created");
    }

    @Test
    void anAliasWhoseProtectionWasTakenIsFoundByVerify() {
        bucket.forge(LOG, entry -> ((ObjectNode) entry.get("state")).remove("protected"));
        MlPlatform reader = bucket.process();

        assertThat(reader.models().verify(good))
                .anyMatch(problem -> problem.endsWith("takes the protection from an alias"));
    }

    @Test
    void anOldMoveReplayedIntoTheNextSlotIsRefusedOnRead() {
        approve(bad);
        byte[] old = bucket.read(bucket.keys(ALIAS).get(0));
        approve(good);
        bucket.put(Bucket.slot(ALIAS, 2), old);

        assertThatThrownBy(() -> bucket.process().models().get(NAME + "@production"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("holds entry 0");
    }

    @Test
    void aMoveThatWasTakenBackByDeletingItIsRefusedByWhoSawIt() {
        approve(bad);
        approve(good);
        MlPlatform reader = bucket.process();
        reader.models().get(NAME + "@production");
        bucket.delete(bucket.keys(ALIAS).get(0));

        assertThatThrownBy(() -> reader.models().get(NAME + "@production"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("does not go on from entry 1");
    }

    @Test
    void aMoveOfAnotherDigestIsRefusedOnRead() {
        approve(good);
        bucket.forge(ALIAS, entry -> ((ObjectNode) entry.get("state"))
                .put("digest", Digest.of("x").hex()));

        assertThatThrownBy(() -> bucket.process().models().get(NAME + "@production"))
                .isInstanceOf(DataCorruptException.class)
                .hasMessageContaining("tampered");
    }

    @Test
    void aForgedMoveWithAnotherParentIsFoundByVerify() {
        approve(good);
        bucket.forge(ALIAS, entry -> entry.put("parent", Digest.of("x").hex()));
        MlPlatform reader = bucket.process();

        assertThat(reader.models().verify(good))
                .containsExactly("alias production: entry 1 does not name the entry before it as its parent");
    }
}
