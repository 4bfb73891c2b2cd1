package io.mlplatform.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** A body of zeros that stops half-way until it is told to go on. */
final class StalledBody extends InputStream {

    private final int length;
    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch resumed = new CountDownLatch(1);
    private int position;

    StalledBody(int length) {
        this.length = length;
    }

    int length() {
        return length;
    }

    /** Waits until the first half is on its way. */
    void awaitHalf() throws InterruptedException {
        half.await();
    }

    void resume() {
        resumed.countDown();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        if (position == length) {
            return -1;
        }
        int end = position < length / 2 ? length / 2 : length;
        if (end == length) {
            half.countDown();
            awaitResumption();
        }
        int read = Math.min(count, end - position);
        Arrays.fill(buffer, offset, offset + read, (byte) 0);
        position += read;
        return read;
    }

    private void awaitResumption() throws IOException {
        try {
            resumed.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
