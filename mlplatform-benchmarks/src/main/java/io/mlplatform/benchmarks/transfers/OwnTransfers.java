package io.mlplatform.benchmarks.transfers;

import io.mlplatform.Digest;
import io.mlplatform.s3.PayloadSigning;
import io.mlplatform.s3.S3Settings;
import io.mlplatform.s3.S3Store;
import io.mlplatform.s3.S3Transport;
import io.mlplatform.store.Content;
import io.mlplatform.store.Download;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import io.mlplatform.store.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Ours, by the bulk calls of the public port: every object is held to its size and SHA-256, as a manifest would name them. */
final class OwnTransfers implements TransferClient {

    private final S3Store store;
    private final Map<Integer, Digest> digests = new HashMap<>();

    /** @param choices by name, so that a run of each can stand beside the others */
    OwnTransfers(Target target, Choices choices) {
        store = S3Store.open(target.bucket(), settings(target, choices));
    }

    /** Those of ours, in each form. */
    static S3Settings settings(Target target, Choices choices) {
        S3Settings.Builder settings = S3Settings.builder()
                .endpoint(target.endpoint())
                .region(Target.REGION)
                .credentials(target.credentials())
                .parallelism(target.parallelism())
                .verification(choices.verify().equals("off") ? Verification.SIZE : Verification.DIGEST)
                .payloadSigning(PayloadSigning.valueOf(
                        choices.signing().toUpperCase(Locale.ROOT).replace('-', '_')));
        target.server().ifPresent(settings::server);
        switch (choices.transport()) {
            case "own":
                return settings.transport(S3Transport.OWN).build();
            case "sdk":
                return settings.transport(S3Transport.SDK).build();
            default:
                throw new IllegalArgumentException("--transport takes own or sdk, not '" + choices.transport() + "'");
        }
    }

    @Override
    public void download(Workload workload, String prefix, Path folder) {
        Digest digest = digest(workload);
        Stream<Download> downloads = workload.names().stream()
                .map(name -> new Download(key(prefix, name), workload.size(), digest, folder.resolve(name)));
        store.download(downloads::iterator, TransferListener.SILENT);
    }

    @Override
    public void upload(Workload workload, String prefix, Path folder) {
        Digest digest = digest(workload);
        Stream<Upload> uploads = workload.names().stream()
                .map(name -> new Upload(key(prefix, name), content(folder.resolve(name)), digest));
        store.upload(uploads::iterator, TransferListener.SILENT);
    }

    @Override
    public void close() {
        store.close();
    }

    // As a manifest would name it: known before, hence reckoned when it is first asked for, which a warm run does not
    // measure.
    private Digest digest(Workload workload) {
        return digests.computeIfAbsent(workload.size(), size -> Pattern.of(size).digest());
    }

    private static ObjectKey key(String prefix, String name) {
        return ObjectKey.of(prefix + "/" + name);
    }

    private static Content content(Path file) {
        try {
            return Content.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
