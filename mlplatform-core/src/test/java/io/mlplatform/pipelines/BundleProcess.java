package io.mlplatform.pipelines;

import io.mlplatform.Digest;
import io.mlplatform.MlPlatform;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A JVM that makes a work tree, publishes it, and prints the digest of the ZIP as it is stored. */
final class BundleProcess {

    private static final Map<String, String> TREE = Map.of(
            "README.md", "# churn\n",
            "a-b", "1",
            "a/b", "2",
            "bin/run.sh", "#!/bin/sh\nexec python3 src/train.py\n",
            "empty", "",
            "src/größe.txt", "größe\n",
            "src/train.py", "print('train')\n".repeat(1000),
            ".git/HEAD", "0123456789012345678901234567890123456789\n");

    private BundleProcess() {}

    /** Arguments: {@code make} or {@code reversed}, which make the tree, or {@code read}; then its folder. */
    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        if (!arguments[0].equals("read")) {
            make(folder, arguments[0].equals("reversed"));
        }
        try (MlPlatform ml = MlPlatform.open("mem:")) {
            PipelineSources sources = ml.pipelines().sources("growth/churn-train");
            SourceRevision revision = sources.publish(folder, "");
            try (InputStream zip = sources.open(revision)) {
                System.out.println(revision.revision() + " " + Digest.of(zip.readAllBytes()));
            }
        }
    }

    private static void make(Path folder, boolean reversed) throws Exception {
        List<String> paths = new ArrayList<>(TREE.keySet());
        Collections.sort(paths);
        if (reversed) {
            Collections.reverse(paths);
        }
        for (String path : paths) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, TREE.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8));
        }
        if (reversed) {
            Path script = folder.resolve("bin/run.sh");
            if (!script.toFile().setExecutable(true)) {
                throw new IllegalStateException("no right to make a script executable");
            }
        }
    }
}
