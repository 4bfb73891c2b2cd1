package io.mlplatform.s3;

import io.mlplatform.store.Content;

/** Parts read from one stream in order; the last one is not handed out before the content has proved to be whole. */
final class StreamParts implements PartSource {

    private final ContentReader reader;
    private final String resource;
    private final int partBytes;
    private long left;
    private int read;

    StreamParts(Content content, int partBytes, String resource) {
        this.reader = new ContentReader(content, resource);
        this.resource = resource;
        this.partBytes = partBytes;
        this.left = content.length();
    }

    @Override
    public synchronized Part next() {
        byte[] bytes = reader.next((int) Math.min(partBytes, left));
        left -= bytes.length;
        if (left == 0) {
            reader.requireEnd();
        }
        return new Part(++read, Payload.of(bytes, resource));
    }

    @Override
    public void arrived(Part part) {}

    @Override
    public void requireWhole() {}

    @Override
    public void close() {
        reader.close();
    }
}
