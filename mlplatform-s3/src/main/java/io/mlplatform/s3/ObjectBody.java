package io.mlplatform.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The body of a get, compared at its end with what the store keeps. Closing it early gives the connection up where reading on
 * would take longer than a new one.
 */
final class ObjectBody extends FilterInputStream {

    private static final long DRAINED_BYTES = 64 << 10;

    private final ResponseInputStream<GetObjectResponse> body;
    private final BodyCheck check;
    private final String resource;
    private long left;

    ObjectBody(ResponseInputStream<GetObjectResponse> body, BodyCheck check, String resource) {
        super(body);
        this.body = body;
        this.check = check;
        this.resource = resource;
        this.left = body.response().contentLength();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = super.read(buffer, offset, length);
            if (count < 0) {
                check.requireSame();
                return count;
            }
            check.next(ByteBuffer.wrap(buffer, offset, count));
            left -= count;
            return count;
        } catch (SdkException e) {
            throw S3Failures.of(e, S3Action.READ, resource);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        check.giveUp();
        long skipped = super.skip(count);
        left -= skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (left > DRAINED_BYTES) {
            body.abort();
        } else {
            super.close();
        }
    }
}
