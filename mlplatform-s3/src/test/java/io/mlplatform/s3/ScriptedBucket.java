package io.mlplatform.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A bucket as S3 keeps it: whole objects, and uploads of which nothing is seen until they are completed. Thread-safe. */
final class ScriptedBucket {

    /** An answer before it is sent. */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        static Answer refusal(int status, String code) {
            return of(status, "<Error><Code>" + code + "</Code></Error>");
        }

        static Answer of(int status, String body) {
            return new Answer(status, new LinkedHashMap<>(), body.getBytes(ISO_8859_1));
        }

        boolean isSuccess() {
            return status < 300;
        }

        Answer with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body);
        }

        /** As it goes over the wire. */
        String text() {
            return head("Content-Length: " + body.length + "\r\n") + new String(body, ISO_8859_1);
        }

        /** Its head, of which these lines tell how long the body is. */
        String head(String framing) {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            return head + framing + "\r\n";
        }
    }

    private record Stored(byte[] bytes, String etag, String mark) {}

    private record Upload(String key, String mark, Map<Integer, Stored> parts) {}

    private static final String MARK = "x-amz-meta-mlplatform-upload";
    private static final Pattern PART = Pattern.compile("<Part>.*?</Part>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<ETag>(.*?)</ETag>");
    private static final Pattern NUMBER = Pattern.compile("<PartNumber>(.*?)</PartNumber>");

    private final Map<String, Stored> objects = new HashMap<>();
    private final Map<String, Upload> uploads = new HashMap<>();
    private int tags;

    /** What is under the key. */
    synchronized Optional<byte[]> bytes(String key) {
        return Optional.ofNullable(objects.get(key)).map(Stored::bytes);
    }

    /** The tag of what is under the key. */
    synchronized Optional<String> tag(String key) {
        return Optional.ofNullable(objects.get(key)).map(Stored::etag);
    }

    /** Uploads that were neither completed nor aborted. */
    synchronized int pending() {
        return uploads.size();
    }

    /** Another writer puts this. */
    synchronized void put(String key, byte[] bytes) {
        objects.put(key, new Stored(bytes, tag(), ""));
    }

    /** Does what the request asks for. */
    synchronized Answer act(Arrival request, byte[] body) {
        String key = request.key();
        switch (request.act()) {
            case PUT_OBJECT:
                return put(request, key, body);
            case PUT_PART:
                return putPart(request, body);
            case BEGIN:
                String id = "upload-" + tag();
                uploads.put(id, new Upload(key, request.header(MARK).orElse(""), new TreeMap<>()));
                return Answer.of(
                        200,
                        "<InitiateMultipartUploadResult><UploadId>" + id
                                + "</UploadId></InitiateMultipartUploadResult>");
            case COMPLETE:
                return complete(request, new String(body, ISO_8859_1));
            case ABORT:
                return uploads.remove(request.parameter("uploadId")) == null
                        ? Answer.refusal(404, "NoSuchUpload")
                        : Answer.of(204, "");
            case READ:
                return read(key);
        }
        throw new IllegalStateException(request.toString());
    }

    private Answer put(Arrival request, String key, byte[] body) {
        if (!conditionHolds(request, key)) {
            return Answer.refusal(412, "PreconditionFailed");
        }
        objects.put(key, new Stored(body, tag(), ""));
        return echoed(request, tagged(objects.get(key)));
    }

    private Answer putPart(Arrival request, byte[] body) {
        Upload upload = uploads.get(request.parameter("uploadId"));
        if (upload == null) {
            return Answer.refusal(404, "NoSuchUpload");
        }
        Stored part = new Stored(body, tag(), "");
        upload.parts().put(Integer.valueOf(request.parameter("partNumber")), part);
        return echoed(request, tagged(part));
    }

    private Answer complete(Arrival request, String document) {
        String id = request.parameter("uploadId");
        Upload upload = uploads.get(id);
        if (upload == null) {
            return Answer.refusal(404, "NoSuchUpload");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (Matcher part = PART.matcher(document); part.find(); ) {
            Stored stored = upload.parts().get(Integer.valueOf(found(NUMBER, part.group())));
            String tag = found(TAG, part.group()).replace("&quot;", "").replace("\"", "");
            if (stored == null || !stored.etag().equals(tag)) {
                return Answer.refusal(400, "InvalidPart");
            }
            whole.writeBytes(stored.bytes());
        }
        if (!conditionHolds(request, upload.key())) {
            return Answer.refusal(412, "PreconditionFailed");
        }
        uploads.remove(id);
        Stored object = new Stored(whole.toByteArray(), tag(), upload.mark());
        objects.put(upload.key(), object);
        return Answer.of(
                200,
                "<CompleteMultipartUploadResult><ETag>\"" + object.etag()
                        + "\"</ETag></CompleteMultipartUploadResult>");
    }

    private Answer read(String key) {
        if (key.isEmpty()) {
            return Answer.of(200, "");
        }
        Stored object = objects.get(key);
        return object == null
                ? Answer.refusal(404, "NoSuchKey")
                : new Answer(200, tagged(object).with(MARK, object.mark()).headers(), object.bytes());
    }

    private boolean conditionHolds(Arrival request, String key) {
        @Nullable Stored present = objects.get(key);
        boolean absent = request.header("if-none-match").isEmpty() || present == null;
        return absent
                && request.header("if-match")
                        .map(tag -> present != null && tag.equals("\"" + present.etag() + "\""))
                        .orElse(true);
    }

    private static Answer tagged(Stored stored) {
        return Answer.of(200, "")
                .with("ETag", "\"" + stored.etag() + "\"")
                .with("Last-Modified", "Tue, 01 Dec 2026 00:00:00 GMT");
    }

    /** S3 repeats the checksums that it was given and has compared. */
    private static Answer echoed(Arrival request, Answer answer) {
        Answer echo = answer;
        for (String name : Arrays.asList("x-amz-checksum-sha256", "x-amz-checksum-crc32c")) {
            Optional<String> sum = request.header(name);
            echo = sum.isPresent() ? echo.with(name, sum.get()) : echo;
        }
        return echo;
    }

    private static String found(Pattern element, String text) {
        Matcher matcher = element.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private String tag() {
        return "tag" + ++tags;
    }
}
