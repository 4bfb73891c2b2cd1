package io.mlplatform.s3;

import io.mlplatform.Digest;
import io.mlplatform.internal.transfer.HashedContent;
import io.mlplatform.s3.internal.lane.RequestBody;
import io.mlplatform.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * The bytes of one request, in memory or a slice of a file that somebody else closes. They can be sent again as they are; what
 * is reckoned of them is reckoned once. Used by one thread at a time.
 */
final class Payload {

    /** What the server is told that it gets. */
    static final String TYPE = "application/octet-stream";

    private static final int BUFFER_BYTES = 1 << 16;

    private final RequestBody body;
    private final String resource;
    private Optional<Digest> sha256;
    private Optional<String> crc32c = Optional.empty();

    private Payload(RequestBody body, String resource, Optional<Digest> sha256) {
        this.body = body;
        this.resource = resource;
        this.sha256 = sha256;
    }

    /** These bytes, which nobody changes any more. */
    static Payload of(byte[] bytes, String resource) {
        return new Payload(RequestBody.of(ByteBuffer.wrap(bytes)), resource, Optional.empty());
    }

    /** All of a content, read from its beginning to its end; a source that fails, or has other bytes, fails here. */
    static Payload read(Content content, String resource) {
        try (ContentReader reader = new ContentReader(content, resource)) {
            byte[] bytes = reader.next(Math.toIntExact(content.length()));
            reader.requireEnd();
            Optional<Digest> known =
                    content instanceof HashedContent hashed ? Optional.of(hashed.sha256()) : Optional.empty();
            return new Payload(RequestBody.of(ByteBuffer.wrap(bytes)), resource, known);
        }
    }

    /** So many bytes of a file. */
    static Payload of(FileChannel file, long position, long length, String resource) {
        return new Payload(RequestBody.of(file, position, length), resource, Optional.empty());
    }

    long length() {
        return body.length();
    }

    /** As the own lane sends them. */
    RequestBody body() {
        return body;
    }

    /** As the SDK's client sends them: its own way would copy what is in memory, and double what uploads hold. */
    software.amazon.awssdk.core.sync.RequestBody sdkBody() {
        ContentStreamProvider bytes = this::stream;
        if (body instanceof RequestBody.Bytes memory) {
            bytes = ContentStreamProvider.fromByteArrayUnsafe(memory.bytes().array());
        }
        return software.amazon.awssdk.core.sync.RequestBody.fromContentProvider(bytes, length(), TYPE);
    }

    Digest sha256() {
        if (sha256.isEmpty()) {
            MessageDigest hash = Digest.sha256();
            pass(hash::update);
            sha256 = Optional.of(Digest.finish(hash));
        }
        return sha256.get();
    }

    /** Their CRC32C as S3 writes it. */
    String crc32c() {
        if (crc32c.isEmpty()) {
            CRC32C sum = new CRC32C();
            pass(sum::update);
            crc32c = Optional.of(WholeChecksum.text((int) sum.getValue()));
        }
        return crc32c.get();
    }

    /** True where a server that says this of a part means these bytes; false also where it says nothing to compare. */
    boolean isStoredAs(Part part) {
        if (part.size() == null || part.size() != length()) {
            return false;
        }
        return part.checksumCRC32C() != null
                ? part.checksumCRC32C().equals(crc32c())
                : EntityTag.of(part.eTag()).equals(md5());
    }

    // What S3 takes for the tag of a part, unless a KMS key is used.
    private String md5() {
        try {
            MessageDigest hash = MessageDigest.getInstance("MD5");
            pass(hash::update);
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private interface Pass {
        void over(byte[] bytes, int offset, int length);
    }

    private void pass(Pass pass) {
        if (body instanceof RequestBody.Bytes memory) {
            byte[] bytes = memory.bytes().array();
            pass.over(bytes, 0, bytes.length);
            return;
        }
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, length())];
        try (InputStream stream = stream()) {
            for (long left = length(); left > 0; ) {
                int count = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw ContentReader.tooShort(resource);
                }
                pass.over(buffer, 0, count);
                left -= count;
            }
        } catch (IOException e) {
            throw ContentReader.unreadable(resource, e);
        }
    }

    private InputStream stream() {
        if (body instanceof RequestBody.FileSlice slice) {
            return new SliceStream(slice.file(), slice.position(), slice.length());
        }
        throw new IllegalStateException("only a slice of a file is read as a stream");
    }
}
