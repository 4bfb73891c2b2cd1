package io.mlplatform.internal.manifest;

import io.mlplatform.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Paths of files and the Hive partitions in them; a value that was read is spelled as it stood. */
public final class PartitionPathFuzz implements FuzzTarget {

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes("split=train/dt=2026-11-23/part-0.parquet"),
                bytes("split=__HIVE_DEFAULT_PARTITION__/dt=a%3Ab%2Fc/größe.csv"),
                bytes("split=%22%23%27/dt=100%25/x"));
    }

    @Override
    public boolean isJson() {
        return false;
    }

    @Override
    public boolean isRefusal(Throwable failure) {
        return failure instanceof IllegalArgumentException;
    }

    @Override
    public void read(byte[] document) {
        String path = new String(document, StandardCharsets.UTF_8);
        LogicalPath.require(path);
        List<Optional<String>> values = PartitionPath.values(path, List.of("split", "dt"));
        String begin =
                "split=" + PartitionPath.encode(values.get(0)) + "/dt=" + PartitionPath.encode(values.get(1)) + "/";
        if (!path.startsWith(begin)) {
            throw new IllegalStateException(path + " is not spelled " + begin);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
