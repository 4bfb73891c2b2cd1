package io.mlplatform.s3;

import static io.mlplatform.s3.UploadScripts.early;
import static io.mlplatform.s3.UploadScripts.half;
import static io.mlplatform.s3.UploadScripts.middle;
import static io.mlplatform.s3.UploadScripts.readsOn;
import static io.mlplatform.s3.UploadScripts.refuses;

import io.mlplatform.s3.ScriptedServer.Script;
import io.mlplatform.s3.UploadBehaviour.End;
import java.util.List;

/** Servers that refuse bytes, or hang up under them: objects of one request, and the parts of larger ones. */
final class HostileUploadRefusals {

    static final List<UploadBehaviour> ALL = all();

    private static final String CLOSES = "Connection: close\r\n";

    private HostileUploadRefusals() {}

    private static List<UploadBehaviour> all() {
        return UploadBehaviours.towardsObjectsAndParts(of -> {
            hangUps(of);
            earlyAnswers(of);
            trouble(of);
            forTheSdk(of);
            forGood(of);
        });
    }

    private static void hangUps(UploadBehaviours of) {
        of.once("a reset at once", Arrival::reset);
        of.once("a close at once", Arrival::close);
        of.once("a reset in the middle", half().then(Arrival::reset));
        of.once("a close in the middle", half().then(Arrival::close));
        of.once("a reset behind the body", ((Script) Arrival::body).then(Arrival::reset));
        of.once("a half-close at once, and reads on", ((Script) Arrival::endOutput).then(readsOn()));
        of.always("a reset in the middle, always", half().then(Arrival::reset), End.UNAVAILABLE);
        of.hurried("reads no more", Arrival::lookOn);
        of.hurried("reads no more in the middle", half().then(Arrival::lookOn));
    }

    private static void earlyAnswers(UploadBehaviours of) {
        of.once("503 at once, and reads on", early(503, "SlowDown", "").then(readsOn()));
        of.once(
                "503 at once, says close, and reads on",
                early(503, "SlowDown", CLOSES).then(readsOn()));
        of.once("503 at once, then a close", early(503, "SlowDown", CLOSES).then(Arrival::close));
        of.once(
                "500 in the middle, then a close",
                middle(500, "InternalError", "").then(Arrival::close));
        of.hurried("503 at once, and reads no more", early(503, "SlowDown", "").then(Arrival::lookOn));
        of.hurried("success at once, and reads no more", request -> {
            request.send("HTTP/1.1 200 OK\r\nETag: \"early\"\r\nContent-Length: 0\r\n\r\n");
            request.lookOn();
        });
        of.once("400 at once, and reads on", early(400, "InvalidRequest", "").then(readsOn()), End.REFUSED);
        of.once(
                "400 in the middle, says close, and closes",
                middle(400, "InvalidRequest", CLOSES).then(Arrival::close),
                End.REFUSED);
        of.once("403 at once, then a close", early(403, "AccessDenied", CLOSES).then(Arrival::close));
        of.always(
                "403 at once, then a close, always",
                early(403, "AccessDenied", CLOSES).then(Arrival::close),
                End.DENIED);
        of.once(
                "403 over the lane, then broken pipes",
                early(403, "SignatureDoesNotMatch", CLOSES).then(Arrival::close),
                half().then(Arrival::reset),
                End.DENIED);
        of.once(
                "403 over the lane, then lost answers",
                early(403, "SignatureDoesNotMatch", CLOSES).then(Arrival::close),
                request -> {
                    request.effect();
                    request.reset();
                },
                End.UNAVAILABLE);
    }

    private static void trouble(UploadBehaviours of) {
        of.twice("503 twice", refuses(503, "SlowDown"));
        of.twice("429 twice", refuses(429, "TooManyRequests"));
        of.once("503 that asks for no time", refuses(503, "SlowDown", "Retry-After: 0\r\n"));
        of.once("503 that asks for nonsense", refuses(503, "SlowDown", "Retry-After: soon\r\n"));
        of.once("503 that asks for an hour", refuses(503, "SlowDown", "Retry-After: 3600\r\n"), End.UNAVAILABLE);
        of.once("400 RequestTimeout", refuses(400, "RequestTimeout"));
        of.always("503, always", refuses(503, "SlowDown"), End.UNAVAILABLE);
        of.always("500, always", refuses(500, "InternalError"), End.UNAVAILABLE);
    }

    private static void forTheSdk(UploadBehaviours of) {
        of.once("307", refuses(307, "TemporaryRedirect", "Location: http://127.0.0.1:1/\r\n"));
        of.once("301", refuses(301, "PermanentRedirect"));
        of.once("400 ExpiredToken", refuses(400, "ExpiredToken"));
        of.once("403 RequestTimeTooSkewed", refuses(403, "RequestTimeTooSkewed"));
        of.once("403", refuses(403, "AccessDenied"));
    }

    private static void forGood(UploadBehaviours of) {
        of.always("307, always", refuses(307, "TemporaryRedirect", "Location: http://127.0.0.1:1/\r\n"), End.REFUSED);
        of.always("301, always", refuses(301, "PermanentRedirect"), End.REFUSED);
        of.always("400 ExpiredToken, always", refuses(400, "ExpiredToken"), End.DENIED);
        of.always("403 RequestTimeTooSkewed, always", refuses(403, "RequestTimeTooSkewed"), End.DENIED);
        of.always("403, always", refuses(403, "AccessDenied"), End.DENIED);
        of.always("404, always", refuses(404, "NoSuchBucket"), End.NOT_FOUND);
        of.always("a status of 418, always", refuses(418, ""), End.REFUSED);
        of.once(
                "a refusal without end",
                request -> {
                    request.body();
                    request.send("HTTP/1.1 400 X\r\nTransfer-Encoding: chunked\r\n\r\n");
                    request.sendForever("1000\r\n" + "x".repeat(0x1000) + "\r\n");
                },
                End.REFUSED);
    }
}
