package io.mlplatform.internal.transfer;

/** Processors of which each thread has used what a test says. */
final class FakeProcessors implements Processors {

    private final int count;
    private long used;

    FakeProcessors(int count) {
        this.count = count;
    }

    void use(long nanos) {
        used += nanos;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public long usedBy(Thread thread) {
        return used;
    }
}
