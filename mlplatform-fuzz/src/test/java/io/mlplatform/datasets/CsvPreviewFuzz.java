package io.mlplatform.datasets;

import io.mlplatform.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The first rows of a file that is said to be CSV: anything is taken, and shown. */
public final class CsvPreviewFuzz implements FuzzTarget {

    @Override
    public List<byte[]> seeds() {
        return List.of(
                bytes("id,name\n1,\"a \"\"quoted\"\" one\"\r\n2,\"two\nlines\"\n3\n"),
                bytes("\uFEFFid;größe\n"),
                bytes(""),
                bytes("a,,,\n\n\"unended"));
    }

    @Override
    public boolean isJson() {
        return false;
    }

    @Override
    public void read(byte[] document) {
        try {
            Preview preview = CsvPreview.read(new ByteArrayInputStream(document), 3);
            if (preview.rows().size() > 3) {
                throw new IllegalStateException("more rows than were asked for");
            }
            preview.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
