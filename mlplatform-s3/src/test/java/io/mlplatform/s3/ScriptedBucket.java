package io.mlplatform.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
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

    /** @param checksums as headers */
    private record Stored(byte[] bytes, String etag, String mark, Map<String, String> checksums) {}

    /** @param type of the checksum, of CRC32C, that its parts have; empty where they have none */
    private record Upload(String key, String mark, String type, String storageClass, Map<Integer, Stored> parts) {}

    private static final String COPY_SOURCE = "x-amz-copy-source";
    private static final String CRC32C = "x-amz-checksum-crc32c";
    private static final String TYPE = "x-amz-checksum-type";
    private static final String FULL_OBJECT = "FULL_OBJECT";
    private static final String COMPOSITE = "COMPOSITE";
    private static final String STORAGE_CLASS = "x-amz-storage-class";
    private static final String STANDARD = "STANDARD";

    private static final String MARK = "x-amz-meta-mlplatform-upload";
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");
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
        put(key, bytes, Map.of());
    }

    /** Another writer puts this; whoever asks for checksums is told these headers. */
    synchronized void put(String key, byte[] bytes, Map<String, String> checksums) {
        objects.put(key, new Stored(bytes, tag(), "", checksums));
    }

    /** Another process deletes what is under the key. */
    synchronized void remove(String key) {
        objects.remove(key);
    }

    /** Another process begins an upload whose parts have a CRC32C, and is killed once it has sent the first part. */
    synchronized void leave(String key, String type, byte[] firstPart) {
        Stored part = new Stored(firstPart, tag(), "", Map.of(CRC32C, crc32c(firstPart)));
        uploads.put("upload-" + tag(), new Upload(key, "", type, STANDARD, new TreeMap<>(Map.of(1, part))));
    }

    /** Forgets all uploads, as once another process has put them together, or a lifecycle rule has aborted them. */
    synchronized void endUploads() {
        uploads.clear();
    }

    /** From now on the bucket has another byte in the first part of each upload. */
    synchronized void spoilParts() {
        uploads.values().forEach(upload -> upload.parts().get(1).bytes()[0]++);
    }

    /** The checksums of what is under the key, as headers. */
    synchronized Map<String, String> checksums(String key) {
        return objects.get(key).checksums();
    }

    /** Does what the request asks for. */
    synchronized Answer act(Arrival request, byte[] body) {
        String key = request.key();
        switch (request.act()) {
            case PUT_OBJECT:
                return put(request, key, body);
            case PUT_PART:
                return request.header(COPY_SOURCE).isPresent() ? copyPart(request) : putPart(request, body);
            case BEGIN:
                String id = "upload-" + tag();
                String storageClass = request.header(STORAGE_CLASS).orElse(STANDARD);
                String mark = request.header(MARK).orElse("");
                uploads.put(id, new Upload(key, mark, checksumType(request), storageClass, new TreeMap<>()));
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
                return request.hasParameter("uploads") || request.hasParameter("uploadId")
                        ? list(request)
                        : read(request, key);
        }
        throw new IllegalStateException(request.toString());
    }

    private Answer put(Arrival request, String key, byte[] body) {
        if (!conditionHolds(request, key)) {
            return Answer.refusal(412, "PreconditionFailed");
        }
        put(key, body);
        return echoed(request, tagged(objects.get(key)));
    }

    private Answer putPart(Arrival request, byte[] body) {
        Upload upload = uploads.get(request.parameter("uploadId"));
        if (upload == null) {
            return Answer.refusal(404, "NoSuchUpload");
        }
        Optional<String> sum = request.header(CRC32C);
        if (sum.filter(named -> !named.equals(crc32c(body))).isPresent()) {
            return Answer.refusal(400, "BadDigest");
        }
        Stored part = new Stored(
                body, tag(), "", sum.map(named -> Map.of(CRC32C, named)).orElse(Map.of()));
        upload.parts().put(Integer.valueOf(request.parameter("partNumber")), part);
        return echoed(request, tagged(part));
    }

    private Answer copyPart(Arrival request) {
        String source = request.header(COPY_SOURCE).orElseThrow();
        byte[] whole = objects.get(source.substring(source.indexOf('/') + 1)).bytes();
        byte[] bytes = slice(whole, request.header("x-amz-copy-source-range").orElse(""));
        Stored part = new Stored(bytes, tag(), "", Map.of(CRC32C, crc32c(bytes)));
        uploads.get(request.parameter("uploadId")).parts().put(Integer.valueOf(request.parameter("partNumber")), part);
        return Answer.of(
                200,
                element("CopyPartResult", element("ETag", part.etag()) + element("ChecksumCRC32C", crc32c(bytes))));
    }

    private static byte[] slice(byte[] whole, String range) {
        Matcher matcher = RANGE.matcher(range);
        return matcher.matches()
                ? Arrays.copyOfRange(whole, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)) + 1)
                : whole;
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
        if (!checksumsHold(request, document, upload, whole.toByteArray())) {
            return Answer.refusal(400, "BadDigest");
        }
        if (!conditionHolds(request, upload.key())) {
            return Answer.refusal(412, "PreconditionFailed");
        }
        uploads.remove(id);
        Map<String, String> checksums = upload.type().equals(FULL_OBJECT)
                ? Map.of(TYPE, FULL_OBJECT, CRC32C, crc32c(whole.toByteArray()))
                : Map.of();
        Stored object = new Stored(whole.toByteArray(), tag(), upload.mark(), checksums);
        objects.put(upload.key(), object);
        return Answer.of(
                200,
                "<CompleteMultipartUploadResult><ETag>\"" + object.etag()
                        + "\"</ETag></CompleteMultipartUploadResult>");
    }

    /** A completion names what the upload was begun for: the checksum of all bytes, or one for each part. */
    private static boolean checksumsHold(Arrival request, String document, Upload upload, byte[] whole) {
        boolean sameType =
                request.header(TYPE).filter(type -> !type.equals(upload.type())).isEmpty();
        if (upload.type().equals(COMPOSITE)) {
            return sameType
                    && PART.matcher(document).results().allMatch(part -> part.group()
                            .contains("<ChecksumCRC32C>"));
        }
        return sameType
                && request.header(CRC32C)
                        .filter(sum -> !sum.equals(crc32c(whole)))
                        .isEmpty();
    }

    private static String checksumType(Arrival request) {
        return request.header("x-amz-checksum-algorithm")
                        .filter("CRC32C"::equals)
                        .isPresent()
                ? request.header(TYPE).orElse(COMPOSITE)
                : "";
    }

    private Answer read(Arrival request, String key) {
        if (key.isEmpty()) {
            return Answer.of(200, "");
        }
        Stored object = objects.get(key);
        if (object == null) {
            return Answer.refusal(404, "NoSuchKey");
        }
        Answer answer = new Answer(200, tagged(object).with(MARK, object.mark()).headers(), object.bytes());
        Optional<String> range = request.header("range");
        if (range.isPresent()) {
            String content = range.get().replace('=', ' ') + "/" + object.bytes().length;
            return new Answer(206, answer.with("Content-Range", content).headers(), slice(object.bytes(), range.get()));
        }
        if (request.header("x-amz-checksum-mode").isPresent()) {
            for (Map.Entry<String, String> sum : object.checksums().entrySet()) {
                answer = answer.with(sum.getKey(), sum.getValue());
            }
        }
        return answer;
    }

    private Answer list(Arrival request) {
        Upload listed = uploads.get(request.parameter("uploadId"));
        StringBuilder xml = new StringBuilder();
        if (listed == null) {
            uploads.forEach((id, upload) -> xml.append(element(
                    "Upload",
                    element("Key", upload.key())
                            + element("UploadId", id)
                            + element("StorageClass", upload.storageClass()))));
            return Answer.of(200, element("ListMultipartUploadsResult", xml.toString()));
        }
        xml.append(element("ChecksumAlgorithm", "CRC32C")).append(element("ChecksumType", listed.type()));
        listed.parts()
                .forEach((number, part) -> xml.append(element(
                        "Part",
                        element("PartNumber", number.toString())
                                + element("ETag", part.etag())
                                + element("Size", Integer.toString(part.bytes().length))
                                + element("ChecksumCRC32C", part.checksums().get(CRC32C)))));
        return Answer.of(200, element("ListPartsResult", xml.toString()));
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    /** As S3 writes it. */
    static String crc32c(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        byte[] crc = HexFormat.of().parseHex(String.format("%08x", sum.getValue()));
        return Base64.getEncoder().encodeToString(crc);
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
        for (String name : Arrays.asList("x-amz-checksum-sha256", CRC32C)) {
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
