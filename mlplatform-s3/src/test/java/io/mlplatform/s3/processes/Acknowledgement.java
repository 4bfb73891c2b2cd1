package io.mlplatform.s3.processes;

import io.mlplatform.Digest;
import io.mlplatform.datasets.DatasetVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * That a publish returned, as its process wrote it down.
 *
 * @param folder of the files that this publish added
 */
record Acknowledgement(long version, Digest digest, String folder) {

    static Acknowledgement of(DatasetVersion version, String folder) {
        return new Acknowledgement(version.version(), version.digest(), folder);
    }

    /** Those in {@code file}, in order; a last line that its process was killed over does not count. */
    static List<Acknowledgement> readAll(Path file) throws IOException {
        String text = Files.readString(file);
        List<Acknowledgement> all = new ArrayList<>();
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
            String[] parts = line.split(" ", -1);
            all.add(new Acknowledgement(Long.parseLong(parts[0]), new Digest(parts[1]), parts[2]));
        });
        return all;
    }

    /** Appends it to the file, durably. */
    void write(FileChannel file) throws IOException {
        String line = version + " " + digest.hex() + " " + folder + "\n";
        file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        file.force(true);
    }
}
