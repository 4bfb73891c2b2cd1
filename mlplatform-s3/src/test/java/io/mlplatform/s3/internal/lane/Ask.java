package io.mlplatform.s3.internal.lane;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** What a test's client asks for. */
enum Ask {
    /** Bytes 10 to 19, checked to be those. */
    PART,
    /** The whole object, checked to be of its size. */
    WHOLE,
    /** Whatever comes, as of an answer whose size no one knows. */
    ANYTHING,
    /** The head alone. */
    HEAD,
    /** A few bytes to store. */
    PUT_SMALL,
    /** A large file to store. */
    PUT_FILE,
    /** As much from memory outside the heap. */
    PUT_DIRECT,
    /** As much from the heap. */
    PUT_HEAP;

    static final int LARGE_BYTES = 16 << 20;

    HttpRequest request(FileChannel largeFile) {
        List<Header> headers = new ArrayList<>(List.of(new Header("host", "localhost")));
        switch (this) {
            case PART:
                headers.add(new Header("range", "bytes=10-19"));
                return HttpRequest.get("/bucket/object", headers);
            case WHOLE:
            case ANYTHING:
                return HttpRequest.get("/bucket/object", headers);
            case HEAD:
                return new HttpRequest("HEAD", "/bucket/object", headers, RequestBody.none());
            default:
                return HttpRequest.put("/bucket/object", headers, body(largeFile));
        }
    }

    /** Throws where a successful answer is not what was asked for. */
    void check(ResponseHead head) throws java.io.IOException {
        if (head.isSuccess() && this == PART) {
            new RangeCheck(10, 10, 30).require(head);
        } else if (head.isSuccess() && this == WHOLE) {
            new RangeCheck(0, 30, 30).require(head);
        }
    }

    private RequestBody body(FileChannel largeFile) {
        if (this == PUT_SMALL) {
            return RequestBody.of(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        }
        if (this == PUT_FILE) {
            return RequestBody.of(largeFile, 0, LARGE_BYTES);
        }
        return RequestBody.of(
                this == PUT_DIRECT ? ByteBuffer.allocateDirect(LARGE_BYTES) : ByteBuffer.allocate(LARGE_BYTES));
    }
}
