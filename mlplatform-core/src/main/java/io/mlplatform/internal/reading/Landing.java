package io.mlplatform.internal.reading;

import static java.util.Comparator.comparingLong;

import io.mlplatform.store.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Where the bytes of a request go as they come: into the buffers of the ranges that it is for. Of one thread. */
final class Landing implements BodyReader {

    private static final int SCRATCH_BYTES = 1 << 16;

    /**
     * The place of one range.
     *
     * @param buffer of the range's length at least; its index 0 is the range's first byte. Its position is not used
     */
    record Slot(ByteRange range, ByteBuffer buffer) {

        private long end() {
            return range.offset() + range.length();
        }

        private void put(long position, byte[] bytes, int count) {
            long from = Math.max(position, range.offset());
            long to = Math.min(position + count, end());
            if (from < to) {
                buffer.put(
                        Math.toIntExact(from - range.offset()),
                        bytes,
                        Math.toIntExact(from - position),
                        Math.toIntExact(to - from));
            }
        }
    }

    private final List<Slot> slots;
    private final byte[] scratch;
    private int first;

    private Landing(List<Slot> slots) {
        this.slots = slots;
        this.scratch = isStraight() ? new byte[0] : new byte[SCRATCH_BYTES];
    }

    /** Into this buffer from its index 0 on. */
    static Landing in(ByteRange range, ByteBuffer buffer) {
        return new Landing(List.of(new Slot(range, buffer)));
    }

    /** Into those of the slots that have a part in the request. */
    static Landing in(ByteRange request, List<Slot> all) {
        long end = request.offset() + request.length();
        return new Landing(all.stream()
                .filter(slot -> slot.range().offset() < end && slot.end() > request.offset())
                .sorted(comparingLong(slot -> slot.range().offset()))
                .toList());
    }

    @Override
    public int take(InputStream body, long position, long most) throws IOException {
        if (isStraight()) {
            Slot only = slots.get(0);
            int at = Math.toIntExact(position - only.range().offset());
            int length = (int) Math.min(most, only.range().length() - at);
            return body.read(only.buffer().array(), only.buffer().arrayOffset() + at, length);
        }
        int count = body.read(scratch, 0, (int) Math.min(most, SCRATCH_BYTES));
        while (first < slots.size() && slots.get(first).end() <= position) {
            first++;
        }
        for (int i = first; i < slots.size() && slots.get(i).range().offset() < position + count; i++) {
            slots.get(i).put(position, scratch, count);
        }
        return count;
    }

    private boolean isStraight() {
        return slots.size() == 1 && slots.get(0).buffer().hasArray();
    }
}
