package io.mlplatform.s3;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.services.s3.model.EncodingType;

/** Who answers: each server's departures from S3 are levelled here, so that nothing else knows of them. */
public enum S3Server {
    /** Amazon S3, also through a VPC or FIPS endpoint. */
    AWS,
    /** Ceph's RADOS Gateway, which knows neither trailing checksums nor quoted tags in {@code If-Match}. */
    CEPH_RGW,
    /** Any server that speaks today's S3 protocol: MinIO, S3Proxy, LocalStack. Buckets go into the path. */
    OTHER;

    /** The server of this name, such as {@code ceph-rgw}; case does not matter. */
    public static S3Server named(String name) {
        return Arrays.stream(values())
                .filter(server -> server.parameter().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no S3 server is called '" + name + "': use one of "
                        + Arrays.stream(values()).map(S3Server::parameter).collect(Collectors.joining(", "))));
    }

    /** The server behind this endpoint, as far as its name tells. */
    static S3Server at(Optional<URI> endpoint) {
        boolean amazon = endpoint.map(URI::getHost)
                .map(host -> host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn"))
                .orElse(true);
        return amazon ? AWS : OTHER;
    }

    boolean wantsPathStyle() {
        return this != AWS;
    }

    /** The region to sign for where none is set: other servers accept any, AWS has no default. */
    Optional<String> defaultRegion() {
        return this == AWS ? Optional.empty() : Optional.of("us-east-1");
    }

    // Ceph 16 answers 400 to the checksum trailer that the SDK sends by default.
    RequestChecksumCalculation requestChecksums() {
        return takesChecksums() ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED;
    }

    /** Whether it checks the checksums of what is put, other than an MD5. */
    boolean takesChecksums() {
        return this != CEPH_RGW;
    }

    /** Whether it keeps, checks and tells a checksum of the whole object, also of one that came in parts. */
    boolean keepsWholeChecksums() {
        return this == AWS;
    }

    ResponseChecksumValidation responseChecksums() {
        return this == CEPH_RGW ? ResponseChecksumValidation.WHEN_REQUIRED : ResponseChecksumValidation.WHEN_SUPPORTED;
    }

    boolean takesChunkedEncoding() {
        return this != CEPH_RGW;
    }

    // Ceph answers some such calls only after three seconds; S3Proxy closes the connection under a refused one.
    boolean takesExpectContinue() {
        return this == AWS;
    }

    // Ceph encodes the keys of a listing but not the prefix that it repeats, so that decoding fails on a '%' in it.
    Optional<EncodingType> listingEncoding() {
        return this == CEPH_RGW ? Optional.empty() : Optional.of(EncodingType.URL);
    }

    /** The value of an {@code If-Match} header for a tag without quotes. */
    String ifMatch(String etag) {
        return this == CEPH_RGW ? etag : "\"" + etag + "\"";
    }

    /** The name by which {@link #named} finds it. */
    String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
