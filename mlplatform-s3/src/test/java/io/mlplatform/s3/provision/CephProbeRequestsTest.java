package io.mlplatform.s3.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Each way of asking has no effect even for an owner who may do everything, and even where a key exists. */
@EnabledIf("io.mlplatform.s3.CephServer#isStarted")
class CephProbeRequestsTest {

    private final CephSite site = new CephSite();
    private final String bucket = site.bucket();

    @BeforeEach
    void make() {
        site.s3().createBucket(request -> request.bucket(bucket));
    }

    @AfterEach
    void remove() {
        site.close();
    }

    @ParameterizedTest
    @EnumSource(ProbedAct.Verb.class)
    void nothingChangesInABucketWithoutVersions(ProbedAct.Verb verb) {
        String there = verb == ProbedAct.Verb.DELETE ? "absent" : "there";
        nothingChanges(verb, there);
    }

    @ParameterizedTest
    @EnumSource(ProbedAct.Verb.class)
    void nothingChangesInABucketWithVersionsNorIsAMarkerLeft(ProbedAct.Verb verb) {
        site.s3().putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        nothingChanges(verb, verb == ProbedAct.Verb.DELETE ? "absent" : "there");
    }

    private void nothingChanges(ProbedAct.Verb verb, String key) {
        site.s3().putObject(request -> request.bucket(bucket).key("there"), RequestBody.fromString("precious"));
        List<String> before = versions();
        ProbeRequests requests = new ProbeRequests(new Requests(site.control, Optional.empty()));

        ProbeRequests.Outcome outcome = requests.of(Attempt.of(Need.NEEDED, "try", verb, bucket, key), false);

        assertThat(outcome).isEqualTo(new ProbeRequests.Outcome(ProbeAnswer.ALLOWED, ""));
        assertThat(before).hasSize(1);
        assertThat(versions()).isEqualTo(before);
    }

    private List<String> versions() {
        var all = site.s3().listObjectVersions(request -> request.bucket(bucket));
        return Stream.concat(
                        all.versions().stream().map(version -> version.key() + version.versionId() + version.eTag()),
                        all.deleteMarkers().stream().map(marker -> "marker " + marker.key() + marker.versionId()))
                .toList();
    }
}
