package io.mlplatform.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.AlreadyExistsException;
import io.mlplatform.Digest;
import io.mlplatform.NotFoundException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.s3.Arrival.Act;
import io.mlplatform.s3.UploadBehaviour.Ask;
import io.mlplatform.s3.UploadBehaviour.End;
import io.mlplatform.s3.UploadBehaviour.Patience;
import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server does, an upload ends with the whole object, or with a typed failure that tells no lie about it. */
@Timeout(60)
class HostileUploadTest {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final ObjectKey KEY = ObjectKey.of("data/model.bin");
    private static final byte[] LARGE = new byte[PartSize.BYTES + 1];
    // More than the buffers of a connection hold.
    private static final byte[] SMALL = new byte[6 << 20];

    static {
        new Random(1).nextBytes(LARGE);
        new Random(2).nextBytes(SMALL);
    }

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        Files.write(folder.resolve("large"), LARGE);
        Files.write(folder.resolve("small"), SMALL);
    }

    static List<UploadBehaviour> behaviours() {
        return Stream.of(HostileUploadAnswers.ALL, HostileUploadRefusals.ALL, HostileConditions.ALL)
                .flatMap(List::stream)
                .toList();
    }

    static byte[] bytes(Ask ask) {
        return ask.isLarge() ? LARGE : SMALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("behaviours")
    void theWholeObjectIsThereOrATypedFailureTellsTheTruth(UploadBehaviour behaviour) throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (ScriptedServer server = new ScriptedServer()) {
            if (behaviour.ask().isOverAnothers()) {
                server.bucket().put(KEY.value(), HostileConditions.ANOTHERS);
            }
            server.first(behaviour.act(), behaviour.first());
            behaviour.standing().ifPresent(script -> server.always(behaviour.act(), script));
            try (S3Store store = store(server, behaviour.patience())) {

                assertThat(end(store, behaviour.ask(), server.bucket())).isEqualTo(behaviour.expected());

                assertTruth(behaviour, server.bucket());
                assertThat(store.fallbacks() > 0).as("left to the SDK").isEqualTo(server.bySdk() > 0);
                server.mend();
                // Without a condition, as an attempt that was given up would stand in the way of the next one.
                assertThat(store.put(ObjectKey.of("next"), Content.of("next"), PutCondition.always()))
                        .as("the next put")
                        .isInstanceOf(PutOutcome.Stored.class);
            }
            assertThat(server.leftOpen()).as("connections").isZero();
        }
        assertNothingIsLeft(before);
    }

    @Test
    void anUploadWhoseAbortFailsIsAbortedByTheNextAttempt() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                S3Store store = store(server, Patience.USUAL)) {
            server.always(Act.PUT_PART, UploadScripts.refuses(400, "InvalidRequest"));
            server.first(Act.ABORT, List.of(UploadScripts.refuses(500, "InternalError")));

            assertThatThrownBy(() -> store.put(KEY, content(Ask.PUT_LARGE), PutCondition.ifAbsent()))
                    .isInstanceOf(RefusedException.class);

            assertThat(server.bucket().pending()).isZero();
        }
    }

    @Test
    void anUploadWhoseLastAnswerIsCutOffIsKnownByItsMark() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                S3Store store = store(server, Patience.USUAL)) {
            server.always(Act.COMPLETE, HostileConditions.cutOff(request -> {}));

            PutOutcome outcome = store.put(KEY, content(Ask.PUT_LARGE), PutCondition.ifAbsent());

            assertThat(((PutOutcome.Stored) outcome).etag())
                    .isEqualTo(server.bucket().tag(KEY.value()).orElseThrow());
        }
    }

    @Test
    void thereAreTwoHundredBehavioursAndEachHasItsName() {
        List<String> names = behaviours().stream().map(UploadBehaviour::name).toList();

        System.out.println(names.size() + " behaviours towards uploads");
        assertThat(names).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    }

    private static End end(S3Store store, Ask ask, ScriptedBucket bucket) throws IOException {
        try {
            if (ask.isBulk()) {
                Upload upload = new Upload(KEY, content(ask), Digest.of(bytes(ask)));
                store.upload(List.of(upload), TransferListener.SILENT);
                return End.STORED;
            }
            PutOutcome outcome = store.put(KEY, content(ask), condition(ask, bucket));
            if (outcome instanceof PutOutcome.Stored stored) {
                assertThat(bucket.tag(KEY.value())).contains(stored.etag());
                return End.STORED;
            }
            return End.NOT_MET;
        } catch (AlreadyExistsException e) {
            return End.EXISTS;
        } catch (AccessDeniedException e) {
            return End.DENIED;
        } catch (NotFoundException e) {
            return End.NOT_FOUND;
        } catch (RefusedException e) {
            return End.REFUSED;
        } catch (StorageUnavailableException e) {
            return End.UNAVAILABLE;
        }
    }

    private static PutCondition condition(Ask ask, ScriptedBucket bucket) {
        return switch (ask) {
            case REPLACE_SMALL -> PutCondition.always();
            case MATCH_SMALL -> PutCondition.ifMatch(bucket.tag(KEY.value()).orElseThrow());
            default -> PutCondition.ifAbsent();
        };
    }

    private static void assertTruth(UploadBehaviour behaviour, ScriptedBucket bucket) {
        Optional<byte[]> there = bucket.bytes(KEY.value());
        boolean mine = there.filter(bytes -> Arrays.equals(bytes, bytes(behaviour.ask())))
                .isPresent();
        boolean anothers = there.filter(bytes -> Arrays.equals(bytes, HostileConditions.ANOTHERS))
                .isPresent();
        assertThat(mine || anothers || there.isEmpty())
                .as("whole, or not there")
                .isTrue();
        switch (behaviour.expected()) {
            case STORED -> assertThat(mine).as("stored").isTrue();
            case NOT_MET -> assertThat(there).as("in the way").isPresent();
            case EXISTS -> assertThat(anothers).as("another's").isTrue();
            case DENIED, NOT_FOUND, REFUSED -> assertThat(mine).as("stored").isFalse();
            case UNAVAILABLE -> {}
        }
        assertThat(bucket.pending()).as("uploads left behind").isZero();
    }

    private static void assertNothingIsLeft(Set<Thread> before) throws Exception {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("mlplatform-") && !before.contains(thread)) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("large", "small");
        // Only Linux tells them.
        if (Files.isDirectory(DESCRIPTORS)) {
            try (Stream<Path> open = Files.list(DESCRIPTORS)) {
                assertThat(open.map(HostileUploadTest::target).filter(path -> path.startsWith(folder)))
                        .as("open files")
                        .isEmpty();
            }
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException e) {
            // Closed meanwhile.
            return descriptor;
        }
    }

    private static Content content(Ask ask) throws IOException {
        return Content.of(folder.resolve(ask.isLarge() ? "large" : "small"));
    }

    /** Over the own lane. The SDK's client has its usual patience: what it sends is not what is tried here. */
    private static S3Store store(ScriptedServer server, Patience patience) {
        S3Settings.Builder builder = LocalS3.settings(server.endpoint(), "access", "secret").toBuilder()
                .transport(S3Transport.OWN)
                .parallelism(2)
                .maxAttempts(3);
        S3Settings usual = builder.build();
        S3Settings settings = patience == Patience.SHORT
                ? builder.readTimeout(Duration.ofMillis(300))
                        .callTimeout(Duration.ofSeconds(2))
                        .build()
                : usual;
        return UnpausedStores.open(settings, usual);
    }
}
