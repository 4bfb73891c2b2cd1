package io.mlplatform.s3.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a server that can prove to be the host it was called by is told anything. */
@Timeout(60)
class CertificatesTest {

    private static final String HOST = "bucket.example.org";
    private static final String ADDRESS = "127.0.0.1";
    private static final Duration YEAR = Duration.ofDays(365);
    private static final String REFUSED = FailureReason.NOT_CONNECTED.name();

    @TempDir
    private Path folder;

    /** What a server shows, to a client that trusts some and calls it by a name. */
    private record Shown(String name, SSLContext server, KeyStore trusted, String host, String result) {

        Shown(String name, ThrowAwayCertificate certificate, KeyStore trusted, String host, String result)
                throws Exception {
            this(name, certificate.server(), trusted, host, result);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> shown() throws Exception {
        List<Shown> all = new ArrayList<>();
        ThrowAwayCertificate authority = ThrowAwayCertificate.selfSigned(
                CertificateWish.of().called("authority").usedAs(CertificateWish.Use.AUTHORITY));
        KeyStore trusted = authority.trusted();
        names(all, authority, trusted);
        times(all, authority, trusted);
        issuers(all, authority, trusted);
        return all.stream().flatMap(one -> Stream.of(HostileTlsTest.JDK, HostileTlsTest.CONSCRYPT)
                .flatMap(engine ->
                        Stream.of("TLSv1.3", "TLSv1.2").map(protocol -> Arguments.of(one, engine, protocol))));
    }

    private static void names(List<Shown> all, ThrowAwayCertificate authority, KeyStore trusted) throws Exception {
        String right = Outcome.right().result();
        named(all, authority, trusted, HOST, right, "dns:" + HOST);
        named(all, authority, trusted, HOST, right, "dns:BUCKET.example.ORG");
        named(all, authority, trusted, HOST, right, "dns:*.example.org");
        named(all, authority, trusted, HOST, right, "dns:other.example.org", "dns:" + HOST);
        named(all, authority, trusted, ADDRESS, right, "ip:" + ADDRESS);
        refused(all, authority, trusted, HOST, "dns:other.example.org");
        refused(all, authority, trusted, HOST, "dns:example.org");
        refused(all, authority, trusted, HOST, "dns:" + HOST + ".evil.org");
        refused(all, authority, trusted, HOST, "dns:a." + HOST);
        refused(all, authority, trusted, HOST, "dns:*." + HOST);
        refused(all, authority, trusted, HOST, "dns:*");
        refused(all, authority, trusted, HOST, "dns:*.org");
        refused(all, authority, trusted, HOST, "dns:" + HOST + "\u0000.evil.org");
        refused(all, authority, trusted, HOST, "ip:" + ADDRESS);
        refused(all, authority, trusted, HOST, "email:a@" + HOST);
        refused(all, authority, trusted, HOST, "uri:https://" + HOST + "/");
        refused(all, authority, trusted, ADDRESS, "ip:127.0.0.2");
        refused(all, authority, trusted, ADDRESS, "dns:" + ADDRESS);
        refused(all, authority, trusted, ADDRESS, "dns:" + HOST);
        refused(all, authority, trusted, ADDRESS);
        refused(all, authority, trusted, HOST);
        // As the JDK has it, by RFC 2818. No public authority signs those.
        named(all, authority, trusted, HOST, right, "dns:*.*.org");
        named(all, authority, trusted, HOST, right, "dns:bucket.*.org");
        // As the JDK has it, and the SDK's clients: the subject counts where no alternative does.
        CertificateWish onlySubject = CertificateWish.of().called(HOST);
        all.add(new Shown("the subject alone", authority.signed(onlySubject), trusted, HOST, right));
        CertificateWish subjectToo = CertificateWish.of("dns:other.example.org").called(HOST);
        all.add(new Shown("the subject beside others", authority.signed(subjectToo), trusted, HOST, REFUSED));
        CertificateWish addressAsSubject = CertificateWish.of().called(ADDRESS);
        all.add(new Shown("an address as subject", authority.signed(addressAsSubject), trusted, ADDRESS, REFUSED));
    }

    private static void times(List<Shown> all, ThrowAwayCertificate authority, KeyStore trusted) throws Exception {
        CertificateWish good = CertificateWish.of("dns:" + HOST);
        all.add(new Shown("expired", authority.signed(good.movedBy(YEAR.negated())), trusted, HOST, REFUSED));
        all.add(new Shown("not yet good", authority.signed(good.movedBy(YEAR)), trusted, HOST, REFUSED));
    }

    private static void issuers(List<Shown> all, ThrowAwayCertificate authority, KeyStore trusted) throws Exception {
        CertificateWish good = CertificateWish.of("dns:" + HOST);
        CertificateWish between = CertificateWish.of().called("between").usedAs(CertificateWish.Use.AUTHORITY);
        ThrowAwayCertificate middle = authority.signed(between);
        all.add(new Shown(
                "by a chain",
                middle.signed(good),
                trusted,
                HOST,
                Outcome.right().result()));
        all.add(new Shown(
                "by a chain that is not shown", middle.signed(good).withoutIssuers(), trusted, HOST, REFUSED));
        all.add(new Shown("signed by itself", ThrowAwayCertificate.selfSigned(good), trusted, HOST, REFUSED));
        ThrowAwayCertificate stranger = ThrowAwayCertificate.selfSigned(
                CertificateWish.of().called("authority").usedAs(CertificateWish.Use.AUTHORITY));
        all.add(new Shown("by a stranger of the same name", stranger.signed(good), trusted, HOST, REFUSED));
        ThrowAwayCertificate server = authority.signed(CertificateWish.of("dns:other.example.org"));
        all.add(new Shown("by another server", server.signed(good), trusted, HOST, REFUSED));
        ThrowAwayCertificate old = authority.signed(between.movedBy(YEAR.negated()));
        all.add(new Shown("by one that has expired", old.signed(good), trusted, HOST, REFUSED));
        CertificateWish client = good.usedAs(CertificateWish.Use.CLIENT);
        all.add(new Shown("of a client", authority.signed(client), trusted, HOST, REFUSED));
    }

    private static void refused(
            List<Shown> all, ThrowAwayCertificate authority, KeyStore trusted, String host, String... names)
            throws Exception {
        named(all, authority, trusted, host, REFUSED, names);
    }

    private static void named(
            List<Shown> all,
            ThrowAwayCertificate authority,
            KeyStore trusted,
            String host,
            String result,
            String... names)
            throws Exception {
        all.add(new Shown(
                String.join(", ", names) + " as " + host,
                authority.signed(CertificateWish.of(names)),
                trusted,
                host,
                result));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("shown")
    void itIsHeardOnlyIfItProvesToBeTheHost(Shown shown, String engine, String protocol) throws Exception {
        TlsSide tls = new TlsSide(shown.server(), protocol);
        Connector connector = HostileTlsTest.engines(engine, shown.trusted()).connector();
        try (LaneClient client = client(connector);
                HostileServer server = HostileServer.encrypted(ServedObject::serve, client::pass, tls)) {
            assertThat(client.result(Ask.PART, server.origin(shown.host()))).isEqualTo(shown.result());
            assertThat(client.openWires()).isEqualTo(client.pool().idle());
        }
    }

    /** A session that is resumed shows no certificate: a server that others took the place of cannot resume it. */
    @ParameterizedTest
    @ValueSource(strings = {HostileTlsTest.JDK, HostileTlsTest.CONSCRYPT})
    void whoTakesTheServersPlaceHasToProveIt(String engine) throws Exception {
        ThrowAwayCertificate honest = ThrowAwayCertificate.of("dns:" + HOST);
        ThrowAwayCertificate other = ThrowAwayCertificate.of("dns:other.example.org");
        KeyStore both = honest.trusted();
        both.setCertificateEntry("other", other.trusted().getCertificate("trusted"));
        Connector connector = HostileTlsTest.engines(engine, both).connector();
        for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
            TlsSide before = new TlsSide(honest.server(), protocol);
            TlsSide after = new TlsSide(other.server(), protocol);
            // One listener, whose second connection is another server's.
            Script first = ((Script) ServedObject::serve).then(Peer::close);
            try (LaneClient client = client(connector);
                    HostileServer server = HostileServer.replaced(first, before, after)) {
                assertThat(client.result(Ask.PART, server.origin(HOST)))
                        .isEqualTo(Outcome.right().result());
                assertThat(server.awaitScript()).isTrue();
                assertThat(client.result(Ask.PART, server.origin(HOST))).isEqualTo(REFUSED);
            }
        }
    }

    private LaneClient client(Connector connector) throws Exception {
        return new LaneClient(Files.write(folder.resolve("empty"), new byte[0]), connector);
    }
}
