package io.mlplatform.pipelines;

import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** Contents one behind the other; each is opened when the one before has ended, and must be as long as it said. */
record ConcatenatedContent(List<Content> parts) implements Content {

    ConcatenatedContent {
        parts = List.copyOf(parts);
    }

    @Override
    public long length() {
        return parts.stream().mapToLong(Content::length).sum();
    }

    @Override
    public InputStream open() {
        return new Chain(parts.iterator());
    }

    private static final class Chain extends InputStream {

        private final Iterator<Content> rest;
        private InputStream part = InputStream.nullInputStream();
        private long missing;

        Chain(Iterator<Content> rest) {
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = part.read(target, offset, length);
            while (count < 0) {
                requireWhole(missing == 0);
                if (!rest.hasNext()) {
                    return -1;
                }
                part.close();
                Content next = rest.next();
                part = next.open();
                missing = next.length();
                count = part.read(target, offset, length);
            }
            missing -= count;
            requireWhole(missing >= 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            part.close();
        }

        private static void requireWhole(boolean holds) throws IOException {
            if (!holds) {
                throw new IOException("a file changed its length while it was read");
            }
        }
    }
}
