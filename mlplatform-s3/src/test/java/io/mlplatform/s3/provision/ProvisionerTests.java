package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.MlPlatformException;
import io.mlplatform.layout.PlatformLayout;
import io.mlplatform.layout.Zone;
import io.mlplatform.s3.TestControl;
import io.mlplatform.s3.provision.CountedHttp.Moment;
import io.mlplatform.store.StoreLocation;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of a provisioner on every server. */
abstract class ProvisionerTests {

    /** An empty site. */
    abstract Site site();

    /** What is provisioned there. */
    abstract PlatformLayout layout(Site site);

    @Test
    void aSecondApplyFindsNothingToDoAndWritesNothing() {
        try (Site site = site()) {
            CountedHttp first = new CountedHttp(site.server());
            try (Provisioner provisioner = site.provisioner(layout(site), first)) {
                ProvisioningReport report = provisioner.apply();
                assertThat(report.done()).isNotEmpty();
                assertThat(report.notDone()).isEmpty();
            }
            CountedHttp second = new CountedHttp(site.server());
            try (Provisioner provisioner = site.provisioner(layout(site), second)) {
                assertThat(provisioner.plan().changes()).isEmpty();
                assertThat(provisioner.apply().done()).isEmpty();
                assertThat(provisioner.drift().isEmpty()).isTrue();
            }
            assertThat(first.writes()).isPositive();
            assertThat(second.writes()).isZero();
            System.out.printf(
                    "%s: first apply %d requests, %d of them writes; plan + apply + drift after it %d, no write%n",
                    getClass().getSimpleName(), first.requests(), first.writes(), second.requests());
        }
    }

    @Test
    void aPlanSaysWhatApplyThenDoesAndChangesNothing() {
        try (Site site = site()) {
            CountedHttp http = new CountedHttp(site.server());
            try (Provisioner looking = site.provisioner(layout(site), http);
                    Provisioner doing = site.provisioner(layout(site))) {
                ProvisioningPlan plan = looking.plan();
                assertThat(http.writes()).isZero();
                ProvisioningReport report = doing.apply();
                assertThat(report.done()).containsExactlyInAnyOrderElementsOf(plan.changes());
                assertThat(report.unavailable()).isEqualTo(plan.unavailable());
            }
        }
    }

    @Test
    void interruptedAtAnyRequestTheNextApplyFinishes() {
        interrupted(request -> List.of(Moment.values()[request % 2]));
    }

    @Test
    @Tag("soak")
    void interruptedBeforeOrAfterAnyRequestTheNextApplyFinishes() {
        interrupted(request -> List.of(Moment.values()));
    }

    /** @param moments where in that request a process is to end */
    private void interrupted(IntFunction<List<Moment>> moments) {
        int interruptions = 0;
        String whole;
        int requests;
        try (Site site = site()) {
            CountedHttp http = new CountedHttp(site.server());
            try (Provisioner provisioner = site.provisioner(layout(site), http)) {
                provisioner.apply();
            }
            whole = site.state();
            requests = http.requests();
        }
        for (int k = 1; k <= requests; k++) {
            for (Moment moment : moments.apply(k)) {
                try (Site site = site()) {
                    interrupt(site, k, moment);
                    try (Provisioner provisioner = site.provisioner(layout(site))) {
                        provisioner.apply();
                    }
                    assertThat(site.state())
                            .as("interrupted %s request %d", moment, k)
                            .isEqualTo(whole);
                    interruptions++;
                }
            }
        }
        assertThat(interruptions).isGreaterThanOrEqualTo(requests);
        System.out.printf("%s: %d interruptions%n", getClass().getSimpleName(), interruptions);
    }

    @Test
    void aLayoutThatLoosensIsStoredOnlyWhereThatIsAllowed() {
        try (Site site = site()) {
            try (Provisioner provisioner = site.provisioner(layout(site))) {
                provisioner.apply();
            }
            PlatformLayout moved = layout(site).with(Zone.FEATURES, "elsewhere");
            try (Provisioner provisioner = site.provisioner(moved)) {
                assertThat(provisioner.apply().notDone())
                        .anySatisfy(change -> assertThat(change.property()).isEqualTo("layout"));
                assertThat(provisioner.apply(Loosening.ALLOWED).done())
                        .anySatisfy(
                                change -> assertThat(change.to().orElseThrow()).contains("features elsewhere"));
            }
        }
    }

    @Test
    void aTeamIsStoredThoughTheWantedLayoutLoosensBesides() {
        try (Site site = site()) {
            try (Provisioner provisioner = site.provisioner(layout(site))) {
                provisioner.apply();
            }
            PlatformLayout moved = layout(site).with(Zone.FEATURES, "elsewhere");
            try (Provisioner provisioner = site.provisioner(moved)) {
                provisioner.onboard("late");
            }
            try (TestControl hand = site.control(site.server())) {
                assertThat(new StoredLayout(new StoreLocation(hand.store(), "")).read())
                        .contains(layout(site).withTeam("late"));
            }
        }
    }

    private void interrupt(Site site, int request, Moment moment) {
        CountedHttp dying = new CountedHttp(site.server(), request, moment);
        try (Provisioner provisioner = site.provisioner(layout(site), dying)) {
            assertThatThrownBy(provisioner::apply).isInstanceOf(MlPlatformException.class);
        }
    }
}
