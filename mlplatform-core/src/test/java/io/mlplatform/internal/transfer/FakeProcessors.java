package io.mlplatform.internal.transfer;

/** Processors whose use is what a test says. */
record FakeProcessors(int count) implements Processors {

    @Override
    public long usedByThisThread() {
        return 0;
    }
}
