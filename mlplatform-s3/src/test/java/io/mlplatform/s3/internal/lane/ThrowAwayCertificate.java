package io.mlplatform.s3.internal.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate of one test, made by RFC 5280; signed by itself, or by another one. */
public final class ThrowAwayCertificate {

    private static final char[] PASSWORD = "throw-away".toCharArray();
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.name("1.2.840.10045.4.3.2"));

    private final KeyPair keys;
    private final String commonName;
    private final List<Certificate> chain;

    private ThrowAwayCertificate(KeyPair keys, String commonName, List<Certificate> chain) {
        this.keys = keys;
        this.commonName = commonName;
        this.chain = chain;
    }

    /** One of a server with these names, signed by itself. */
    public static ThrowAwayCertificate of(String... names) throws GeneralSecurityException, IOException {
        return selfSigned(CertificateWish.of(names));
    }

    static ThrowAwayCertificate selfSigned(CertificateWish wish) throws GeneralSecurityException, IOException {
        KeyPair keys = keys();
        return new ThrowAwayCertificate(keys, wish.commonName(), List.of(made(wish, keys, keys, wish.commonName())));
    }

    /** One that this one signs, whether it may or not. */
    ThrowAwayCertificate signed(CertificateWish wish) throws GeneralSecurityException, IOException {
        KeyPair own = keys();
        List<Certificate> longer = new ArrayList<>(List.of(made(wish, own, keys, commonName)));
        longer.addAll(chain);
        return new ThrowAwayCertificate(own, wish.commonName(), longer);
    }

    /** The same, which shows nobody who signed it. */
    ThrowAwayCertificate withoutIssuers() {
        return new ThrowAwayCertificate(keys, commonName, chain.subList(0, 1));
    }

    /** What a client trusts that trusts it alone. */
    public KeyStore trusted() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("trusted", chain.get(0));
        return trusted;
    }

    /** A server that shows it. */
    public SSLContext server() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static Certificate made(CertificateWish wish, KeyPair own, KeyPair issuer, String issuerName)
            throws GeneralSecurityException, IOException {
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.valueOf(SERIAL.getAndIncrement())),
                ECDSA_SHA256,
                subject(issuerName),
                Der.sequence(Der.time(wish.from()), Der.time(wish.until())),
                subject(wish.commonName()),
                own.getPublic().getEncoded(),
                Der.tagged(0xa3, extensions(wish)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuer.getPrivate());
        signature.update(content);
        byte[] all = Der.sequence(content, ECDSA_SHA256, Der.bits(signature.sign()));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(all));
    }

    private static byte[] subject(String commonName) {
        return Der.sequence(Der.tagged(Der.SET, Der.sequence(Der.name("2.5.4.3"), Der.text(commonName))));
    }

    private static byte[] extensions(CertificateWish wish) throws UnknownHostException {
        List<byte[]> all = new ArrayList<>();
        if (wish.use() == CertificateWish.Use.AUTHORITY) {
            all.add(Der.sequence(Der.name("2.5.29.19"), Der.yes(), Der.octets(Der.sequence(Der.yes()))));
        } else {
            String purpose = wish.use() == CertificateWish.Use.SERVER ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2";
            all.add(Der.sequence(Der.name("2.5.29.37"), Der.octets(Der.sequence(Der.name(purpose)))));
        }
        if (!wish.names().isEmpty()) {
            List<byte[]> names = new ArrayList<>();
            for (String name : wish.names()) {
                names.add(alternative(name));
            }
            all.add(Der.sequence(Der.name("2.5.29.17"), Der.octets(Der.sequence(names.toArray(new byte[0][])))));
        }
        return Der.sequence(all.toArray(new byte[0][]));
    }

    private static byte[] alternative(String name) throws UnknownHostException {
        String value = name.substring(name.indexOf(':') + 1);
        switch (name.substring(0, name.indexOf(':'))) {
            case "email":
                return Der.tagged(0x81, value.getBytes(US_ASCII));
            case "dns":
                return Der.tagged(0x82, value.getBytes(US_ASCII));
            case "uri":
                return Der.tagged(0x86, value.getBytes(US_ASCII));
            default:
                return Der.tagged(0x87, InetAddress.getByName(value).getAddress());
        }
    }
}
