package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ConnectionPoolTest {

    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final HostileServer server = new HostileServer(ServedObject::serve, time -> {});
    private final HostileServer other = new HostileServer(ServedObject::serve, time -> {});
    private final ManualClock clock = new ManualClock();
    private final StallGuard guard = new StallGuard(clock, Duration.ofHours(1));
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final List<InetAddress> dialled = new CopyOnWriteArrayList<>();
    private final Set<InetAddress> refusing = ConcurrentHashMap.newKeySet();
    private final List<InetAddress> addresses = new CopyOnWriteArrayList<>(List.of(InetAddress.getLoopbackAddress()));
    private final ConnectionPool pool =
            new ConnectionPool(this::connect, host -> List.copyOf(addresses), LaneClient.SETTINGS, guard);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void nothingStaysOpen() throws IOException {
        threads.shutdownNow();
        pool.close();
        guard.close();
        server.close();
        other.close();
        assertThat(wires).isEmpty();
        assertThat(pool.open()).isZero();
        assertThat(guard.watching()).isZero();
    }

    @Test
    void aConnectionIsUsedAgain() throws Exception {
        get(server);
        get(server);

        assertThat(dialled).hasSize(1);
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void theOneThatWasUsedLastIsUsedFirst() throws Exception {
        Exchange first = lease(server);
        Exchange second = lease(server);
        finish(first);
        finish(second);
        Set<Wire> both = Set.copyOf(wires);
        clock.pass(Duration.ofMinutes(40));
        get(server);
        clock.pass(Duration.ofMinutes(40));

        guard.check();

        assertThat(pool.idle())
                .as("the other one has not been used for 80 minutes")
                .isEqualTo(1);
        assertThat(both).containsAll(wires);
    }

    @Test
    void oneThatWasNotUsedForLongIsNotUsedAgain() throws Exception {
        get(server);
        clock.pass(Duration.ofHours(1));
        get(server);

        assertThat(dialled).hasSize(2);
        assertThat(wires).hasSize(1);
    }

    @Test
    void theGuardEndsOneThatIsNotUsed() throws Exception {
        get(server);
        clock.pass(Duration.ofMinutes(59));
        guard.check();
        assertThat(pool.open()).isEqualTo(1);

        clock.pass(Duration.ofMinutes(1));
        guard.check();

        assertThat(pool.open()).isZero();
        assertThat(wires).isEmpty();
    }

    @Test
    void anOldOneIsNotUsedAgainHoweverBusyItIs() throws Exception {
        for (int minutes = 0; minutes <= 120; minutes += 30) {
            get(server);
            clock.pass(Duration.ofMinutes(30));
        }

        assertThat(dialled).hasSize(2);
    }

    @Test
    void noMoreAreOpenThanMayBe() throws Exception {
        try (Exchange first = lease(server);
                Exchange second = lease(server)) {
            assertThatThrownBy(() -> pool.lease(server.origin(), buffer(), AT_ONCE))
                    .isInstanceOfSatisfying(LaneException.class, failure -> assertThat(failure.reason())
                            .isEqualTo(FailureReason.TIMED_OUT));
            assertThat(wires).hasSize(2);
        }
        get(server);
    }

    @Test
    void whoWaitsGetsTheOneThatIsGivenBack() throws Exception {
        Exchange first = lease(server);
        Exchange second = lease(server);
        Future<Exchange> third = threads.submit(() -> lease(server));
        finish(first);

        try (Exchange got = third.get()) {
            assertThat(dialled).hasSize(2);
        }
        finish(second);
    }

    @Test
    void idleOnesOfOneOriginMakeRoomForAnother() throws Exception {
        Exchange first = lease(server);
        finish(lease(server));
        finish(first);
        assertThat(pool.idle()).isEqualTo(2);

        get(other);

        assertThat(pool.idle()).isEqualTo(2);
        assertThat(dialled).hasSize(3);
    }

    @Test
    void newConnectionsGoToTheAddressesInTurn() throws Exception {
        addresses.add(InetAddress.getByName("127.0.0.2"));
        server.close();
        refuseAll();

        assertThatThrownBy(() -> get(server)).hasMessageContaining("refused");
        assertThatThrownBy(() -> get(server)).hasMessageContaining("refused");

        assertThat(dialled)
                .extracting(InetAddress::getHostAddress)
                .containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.2", "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(classes = {Inet4Address.class, Inet6Address.class})
    void aFamilyOfAddressesWithoutARouteKeepsNoRequestBack(Class<?> routed) throws Exception {
        addresses.clear();
        for (String family : List.of("127.0.0.", "::")) {
            for (int i = 1; i <= 8; i++) {
                addresses.add(address(family + i));
            }
        }
        addresses.stream().filter(one -> !routed.isInstance(one)).forEach(refusing::add);
        ConnectionPool dual =
                new ConnectionPool(this::connectHere, host -> List.copyOf(addresses), LaneClient.SETTINGS, guard);

        for (int i = 0; i < 16; i++) {
            finish(dual.leaseFresh(server.origin(), buffer(), WITHIN));
        }
        dual.close();

        assertThat(dialled).filteredOn(routed::isInstance).hasSize(16);
        assertThat(Set.copyOf(dialled))
                .filteredOn(routed::isInstance)
                .as("in turn")
                .hasSize(8);
        assertThat(dialled)
                .filteredOn(refusing::contains)
                .as("what connected last comes first")
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void anAddressThatRefusesIsPassedOver() throws Exception {
        addresses.add(0, InetAddress.getByName("127.0.0.3"));
        refusing.add(InetAddress.getByName("127.0.0.3"));

        get(server);

        assertThat(dialled).extracting(InetAddress::getHostAddress).containsExactly("127.0.0.3", "127.0.0.1");
    }

    @Test
    void addressesAreLookedUpForEachNewConnection() throws Exception {
        refuseAll();
        assertThatThrownBy(() -> get(server)).isInstanceOf(LaneException.class);
        addresses.set(0, InetAddress.getByName("127.0.0.9"));
        assertThatThrownBy(() -> get(server)).isInstanceOf(LaneException.class);

        assertThat(dialled).extracting(InetAddress::getHostAddress).containsExactly("127.0.0.1", "127.0.0.9");
    }

    @Test
    void aHostWithoutAnAddressIsNotConnected() {
        ConnectionPool lost = new ConnectionPool(
                this::connect,
                host -> {
                    throw new UnknownHostException(host);
                },
                LaneClient.SETTINGS,
                guard);

        assertThatThrownBy(() -> lost.lease(server.origin(), buffer(), WITHIN))
                .isInstanceOfSatisfying(LaneException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(FailureReason.NOT_CONNECTED);
                    assertThat(failure.progress()).isEqualTo(Progress.NOT_BEGUN);
                });
    }

    @Test
    void aConnectionForWhichNoTimeIsLeftIsLate() {
        ConnectionPool slow = new ConnectionPool(
                this::connect,
                host -> {
                    clock.pass(WITHIN);
                    return List.copyOf(addresses);
                },
                LaneClient.SETTINGS,
                guard);

        assertThatThrownBy(() -> slow.lease(server.origin(), buffer(), WITHIN))
                .isInstanceOfSatisfying(LaneException.class, failure -> {
                    assertThat(failure.reason()).isEqualTo(FailureReason.TIMED_OUT);
                    assertThat(failure).hasMessageContaining("no time left");
                });
        assertThat(dialled).isEmpty();
    }

    @Test
    void aConnectionThatCannotBeGuardedIsClosedAndGivesItsPlaceBack() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        try (StallGuard late = new StallGuard(clock, Duration.ofHours(1), task -> {
                    if (begun.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return new Thread(task);
                });
                ConnectionPool guarded =
                        new ConnectionPool(this::connect, host -> List.copyOf(addresses), LaneClient.SETTINGS, late)) {
            assertThatThrownBy(() -> guarded.lease(server.origin(), buffer(), WITHIN))
                    .isInstanceOf(OutOfMemoryError.class);
            assertThat(wires).isEmpty();
            assertThat(guarded.open()).isZero();
            assertThat(late.watching()).isZero();

            Exchange first = guarded.lease(server.origin(), buffer(), WITHIN);
            finish(guarded.lease(server.origin(), buffer(), WITHIN));
            finish(first);
        }
    }

    @Test
    void aLeaseThatIsNotUsedGivesItsConnectionBack() throws Exception {
        lease(server).close();
        get(server);

        assertThat(dialled).hasSize(1);
    }

    @Test
    void anExchangeClosedTwiceCountsOnce() throws Exception {
        Exchange exchange = lease(server);
        finish(exchange);
        exchange.close();

        try (Exchange first = lease(server);
                Exchange second = lease(server)) {
            assertThatThrownBy(() -> pool.lease(server.origin(), buffer(), AT_ONCE))
                    .isInstanceOf(LaneException.class);
        }
    }

    @Test
    void anAnswerThatIsNotReadToItsEndEndsTheConnection() throws Exception {
        try (Exchange exchange = lease(server)) {
            exchange.send(request());
        }

        assertThat(pool.open()).isZero();
    }

    @Test
    void anInterruptWhileWaitingIsTyped() throws Exception {
        List<Exchange> all = new ArrayList<>(List.of(lease(server), lease(server)));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> lease(server))
                .isInstanceOfSatisfying(LaneException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(FailureReason.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
        all.forEach(Exchange::close);
        assertThat(pool.idle()).isEqualTo(2);
    }

    private void refuseAll() {
        refusing.addAll(Set.of(address("127.0.0.1"), address("127.0.0.2"), address("127.0.0.9")));
    }

    private static InetAddress address(String digits) {
        try {
            return InetAddress.getByName(digits);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private Wire connect(Origin origin, InetSocketAddress address, Duration within) throws IOException {
        dialled.add(address.getAddress());
        if (refusing.contains(address.getAddress())) {
            throw new ConnectException("refused");
        }
        return new CountedWire(PlainWire.connect(address, within), wires);
    }

    /** To the server, whatever the address. */
    private Wire connectHere(Origin origin, InetSocketAddress address, Duration within) throws IOException {
        dialled.add(address.getAddress());
        if (refusing.contains(address.getAddress())) {
            throw new ConnectException("refused");
        }
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort());
        return new CountedWire(PlainWire.connect(here, within), wires);
    }

    private Exchange lease(HostileServer from) throws LaneException {
        return pool.lease(from.origin(), buffer(), WITHIN);
    }

    private void get(HostileServer from) throws LaneException {
        finish(lease(from));
    }

    private static void finish(Exchange exchange) throws LaneException {
        try (exchange) {
            exchange.run(request(), head -> bytes -> bytes.position(bytes.limit()));
        }
    }

    private static HttpRequest request() {
        return Ask.PART.request(null);
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(256);
    }
}
