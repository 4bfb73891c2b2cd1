package io.mlplatform.s3.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a certificate is to say.
 *
 * @param commonName of its subject
 * @param names for what it stands, such as {@code dns:localhost}, {@code ip:127.0.0.1}, {@code email:a@b}, {@code uri:http://a}
 * @param from the first moment of its life
 * @param until the last
 * @param use its role, and what it may be used for
 */
record CertificateWish(String commonName, List<String> names, Instant from, Instant until, Use use) {

    /** What its owner may do with it. */
    enum Use {
        /** Sign others. */
        AUTHORITY,
        /** Be a server. */
        SERVER,
        /** Be a client, and nothing else. */
        CLIENT
    }

    /** Of a server with these names, good today. */
    static CertificateWish of(String... names) {
        Instant now = Instant.now();
        Duration day = Duration.ofDays(1);
        return new CertificateWish("throw-away", List.of(names), now.minus(day), now.plus(day), Use.SERVER);
    }

    CertificateWish called(String name) {
        return new CertificateWish(name, names, from, until, use);
    }

    CertificateWish movedBy(Duration time) {
        return new CertificateWish(commonName, names, from.plus(time), until.plus(time), use);
    }

    CertificateWish usedAs(Use other) {
        return new CertificateWish(commonName, names, from, until, other);
    }
}
