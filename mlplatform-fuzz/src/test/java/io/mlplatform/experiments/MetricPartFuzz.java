package io.mlplatform.experiments;

import io.mlplatform.Digest;
import io.mlplatform.fuzz.FuzzLake;
import io.mlplatform.fuzz.FuzzTarget;
import io.mlplatform.internal.publish.SourceFile;
import io.mlplatform.store.Content;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Files of metric points. */
public final class MetricPartFuzz implements FuzzTarget {

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] part : new FuzzLake().objects("/metrics/part-")) {
            for (String line : new String(part, java.nio.charset.StandardCharsets.UTF_8).split("\n")) {
                seeds.add(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return seeds;
    }

    @Override
    public void read(byte[] document) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(document);
        part.write('\n');
        byte[] bytes = part.toByteArray();
        List<MetricPoint> points = new ArrayList<>();
        PartFiles.read(
                new SourceFile(
                        PartFiles.path(0), Content.of(bytes), Optional.of(Digest.of(bytes)), OptionalLong.empty()),
                "run",
                points::add);
        points.forEach(MetricPoint::line);
    }
}
