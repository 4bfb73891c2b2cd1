package io.mlplatform.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Time and randomness are injected, so that a simulation can own them; only a few classes supply the real ones. */
class InjectionTest {

    /** The classes that may ask the machine itself, each with its reason; an entry that is no longer needed fails too. */
    private static final Map<String, String> SUPPLIERS = Map.of(
            "io.mlplatform.MlPlatformBuilder",
            "the entry's defaults, which a caller may replace",
            "io.mlplatform.store.MemoryStoreProvider",
            "a ServiceLoader gives it no clock",
            "io.mlplatform.store.FileStoreProvider",
            "a ServiceLoader gives it no clock",
            "io.mlplatform.s3.S3Store",
            "the system's clock, ids and jitter for callers who open a bucket by name",
            "io.mlplatform.s3.provision.Provisioner",
            "the entry to a platform that is not there yet, which could lend it nothing",
            "io.mlplatform.testkit.StoreFixture",
            "a contract asks the machine whether a store's times are sane",
            "io.mlplatform.testkit.format.FormatReader",
            "judges what is dead by the time of reading where it is given none",
            "io.mlplatform.benchmarks.Machine",
            "benchmarks measure the machine's time");

    @Test
    void onlyTheSuppliersAskTheMachineForTimeOrRandomness() {
        Set<String> callers = Modules.CLASSES.values().stream()
                .flatMap(classes -> classes.stream())
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> asksTheMachine(access.getTarget()))
                .map(InjectionTest::caller)
                .collect(toSet());

        assertThat(callers)
                .as("classes that ask the machine: inject a clock or a source, or list the class with its reason")
                .isEqualTo(SUPPLIERS.keySet());
    }

    private static String caller(JavaAccess<?> access) {
        JavaClass type = access.getOriginOwner();
        while (type.getEnclosingClass().isPresent()) {
            type = type.getEnclosingClass().get();
        }
        return type.getName();
    }

    private static boolean asksTheMachine(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        return owner.isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime").contains(name)
                || owner.isEquivalentTo(Clock.class) && name.startsWith("system")
                || owner.getPackageName().startsWith("java.time") && name.equals("now") && !takesAClock(target)
                || owner.isEquivalentTo(UUID.class) && name.equals("randomUUID")
                || owner.isEquivalentTo(Math.class) && name.equals("random")
                || owner.isEquivalentTo(ThreadLocalRandom.class)
                || isConstructorOf(target, Random.class)
                || isConstructorOf(target, SecureRandom.class);
    }

    private static boolean takesAClock(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget call
                && call.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    /** A seeded generator is no one's surprise: {@code new Random(seed)} is allowed. */
    private static boolean isConstructorOf(AccessTarget target, Class<?> type) {
        return target instanceof AccessTarget.ConstructorCallTarget call
                && call.getOwner().isEquivalentTo(type)
                && call.getRawParameterTypes().isEmpty();
    }
}
