package io.mlplatform.examples.pages;

import io.mlplatform.s3.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A new bucket for one test, on a server of this machine. Until it is closed, which removes it, the SDK's default chain
 * finds the server's credentials, so that a program opens it by its place alone.
 */
final class RentedBucket implements AutoCloseable {

    /** The environment variable that holds the path of the settings of a Ceph RGW. */
    static final String CEPH = "MLPLATFORM_CEPH_ENV";

    private final Map<String, Optional<String>> propertiesBefore = new TreeMap<>();
    private final String name;
    private final String place;
    private final S3Client client;

    private RentedBucket(String name, URI endpoint, S3Server server, String accessKey, String secretKey) {
        this.name = name;
        setProperty("aws.accessKeyId", accessKey);
        setProperty("aws.secretAccessKey", secretKey);
        place = "s3://" + name + "?endpoint=" + endpoint + "&server="
                + server.name().toLowerCase(Locale.ROOT).replace('_', '-');
        client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build();
        client.createBucket(request -> request.bucket(name));
    }

    /** A server for each test: real signatures and conditions, objects in memory. */
    static S3ProxyExtension s3Proxy() {
        return S3ProxyExtension.builder()
                .withBlobStoreProvider("transient-nio2")
                .withCredentials("local-access", "local-secret")
                .build();
    }

    static RentedBucket of(S3ProxyExtension server) {
        return of(server, newName());
    }

    static RentedBucket of(S3ProxyExtension server, String name) {
        return new RentedBucket(name, server.getUri(), S3Server.OTHER, server.getAccessKey(), server.getSecretKey());
    }

    static RentedBucket ofCeph() {
        Properties env = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(System.getenv(CEPH)))) {
            env.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the file that " + CEPH + " names cannot be read", e);
        }
        return new RentedBucket(
                newName(),
                URI.create(env.getProperty("S3_ENDPOINT")),
                S3Server.CEPH_RGW,
                env.getProperty("S3_ACCESS_KEY"),
                env.getProperty("S3_SECRET_KEY"));
    }

    /** What a program opens. */
    String place() {
        return place;
    }

    @Override
    public void close() {
        client.listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
                .forEach(object ->
                        client.deleteObject(request -> request.bucket(name).key(object.key())));
        client.deleteBucket(request -> request.bucket(name));
        client.close();
        propertiesBefore.forEach((property, value) ->
                value.ifPresentOrElse(old -> System.setProperty(property, old), () -> System.clearProperty(property)));
    }

    private static String newName() {
        return "tour-" + UUID.randomUUID();
    }

    private void setProperty(String property, String value) {
        propertiesBefore.put(property, Optional.ofNullable(System.setProperty(property, value)));
    }
}
