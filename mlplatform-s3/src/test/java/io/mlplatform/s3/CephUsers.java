package io.mlplatform.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** Users of a Ceph gateway made for one test, which its IAM interface cannot make; closing removes them. */
public final class CephUsers implements AutoCloseable {

    /** One of them. */
    public record CephUser(String name, AwsCredentials keys) {}

    private final CephServer server;
    private final List<String> names = new ArrayList<>();

    public CephUsers(CephServer server) {
        this.server = server;
    }

    /** A new user with keys and without rights. */
    public CephUser create(String prefix) {
        String name = prefix + "-" + UUID.randomUUID();
        AwsCredentials keys = AwsBasicCredentials.create(name, UUID.randomUUID().toString());
        administer(
                "user",
                "create",
                "--uid=" + name,
                "--display-name=" + name,
                "--access-key=" + keys.accessKeyId(),
                "--secret-key=" + keys.secretAccessKey());
        names.add(name);
        return new CephUser(name, keys);
    }

    @Override
    public void close() {
        names.forEach(name -> administer("user", "rm", "--uid=" + name, "--purge-data"));
    }

    private void administer(String... words) {
        List<String> command = new ArrayList<>(List.of("radosgw-admin", "-n", "client.rgw.a"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CEPH_CONF", server.configuration());
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(words[0] + " " + words[1] + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
