package io.mlplatform.s3.internal.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers that stop in the middle, at every class of byte: by a close, by a reset, or by silence. */
final class HostileTruncations {

    static final List<Behaviour> ALL = all();

    private HostileTruncations() {}

    private static List<Behaviour> all() {
        List<Behaviour> all = new ArrayList<>();
        cuts(ServedObject.PART_ANSWER, answerPlaces()).forEach((place, answer) -> add(all, place, Ask.PART, answer));
        cuts(chunked(), chunkPlaces()).forEach((place, answer) -> add(all, place, Ask.ANYTHING, answer));
        return List.copyOf(all);
    }

    private static void add(List<Behaviour> all, String place, Ask ask, String answer) {
        all.add(Behaviour.of("closes " + place, ask, Script.replyAndClose(answer), Outcome.lost()));
        all.add(Behaviour.of("resets " + place, ask, Script.replyAndReset(answer), Outcome.lost()));
        all.add(Behaviour.of("falls silent " + place, ask, Script.replyAndHang(answer), Outcome.timesOut()));
    }

    /** What comes before the end of the second text is sent of the first one. */
    private static Map<String, String> cuts(String answer, Map<String, String> places) {
        Map<String, String> cuts = new TreeMap<>();
        places.forEach((place, last) -> {
            int at = answer.indexOf(last);
            if (at < 0) {
                throw new IllegalStateException("the answer has no " + place);
            }
            cuts.put(place, answer.substring(0, at + last.length()));
        });
        return cuts;
    }

    private static Map<String, String> answerPlaces() {
        Map<String, String> places = new TreeMap<>();
        places.put("before the first byte", "");
        places.put("after one byte", "H");
        places.put("in the version", "HTTP/1");
        places.put("after the version", "HTTP/1.1 ");
        places.put("in the status", "HTTP/1.1 20");
        places.put("after the status", "HTTP/1.1 206");
        places.put("in the reason", "206 Parti");
        places.put("between CR and LF of the status line", "Content\r");
        places.put("after the status line", "Content\r\n");
        places.put("in the name of a header", "Content-Le");
        places.put("after the name of a header", "Content-Length");
        places.put("after the colon of a header", "Content-Length:");
        places.put("in the value of a header", "Content-Length: 1");
        places.put("after the value of a header", "Content-Length: 10");
        places.put("between CR and LF of a header", "Content-Length: 10\r");
        places.put("after a header", "Content-Length: 10\r\n");
        places.put("in the last header", "ETag: \"ta");
        places.put("after the last header", "\"tag\"\r\n");
        places.put("between CR and LF of the head's end", "\"tag\"\r\n\r");
        places.put("between head and body", "\"tag\"\r\n\r\n");
        places.put("after a byte of the body", "\r\n\r\na");
        places.put("in the body", "\r\n\r\nabcde");
        places.put("before the last byte of the body", "\r\n\r\nabcdefghi");
        return places;
    }

    private static String chunked() {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0a;sign=1\r\n0123456789\r\n14\r\nabcdefghijABCDEFGHIJ\r\n0\r\nX-Sum: 1\r\nX-End: 2\r\n\r\n";
    }

    private static Map<String, String> chunkPlaces() {
        Map<String, String> places = new TreeMap<>();
        places.put("before the first chunk", "chunked\r\n\r\n");
        places.put("in the size of a chunk", "chunked\r\n\r\n0");
        places.put("after the size of a chunk", "\r\n\r\n0a");
        places.put("in the extension of a chunk", "0a;si");
        places.put("between CR and LF of a chunk's size", "sign=1\r");
        places.put("between size and data of a chunk", "sign=1\r\n");
        places.put("in the data of a chunk", "\r\n01234");
        places.put("after the data of a chunk", "\r\n0123456789");
        places.put("between CR and LF of a chunk's end", "0123456789\r");
        places.put("between two chunks", "0123456789\r\n");
        places.put("in the size of the second chunk", "0123456789\r\n1");
        places.put("in the data of the second chunk", "\r\n14\r\nabcdefghij");
        places.put("before the last chunk", "ABCDEFGHIJ\r\n");
        places.put("after the size of the last chunk", "ABCDEFGHIJ\r\n0");
        places.put("between CR and LF of the last chunk", "ABCDEFGHIJ\r\n0\r");
        places.put("before the trailers", "ABCDEFGHIJ\r\n0\r\n");
        places.put("in the name of a trailer", "X-Su");
        places.put("in the value of a trailer", "X-Sum: ");
        places.put("between CR and LF of a trailer", "X-Sum: 1\r");
        places.put("between two trailers", "X-Sum: 1\r\n");
        places.put("after the last trailer", "X-End: 2\r\n");
        places.put("between CR and LF of the chunked body's end", "X-End: 2\r\n\r");
        return places;
    }
}
