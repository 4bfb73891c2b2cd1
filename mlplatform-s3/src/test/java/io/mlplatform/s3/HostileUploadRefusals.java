package io.mlplatform.s3;

import static io.mlplatform.s3.UploadScripts.early;
import static io.mlplatform.s3.UploadScripts.half;
import static io.mlplatform.s3.UploadScripts.middle;
import static io.mlplatform.s3.UploadScripts.readsOn;
import static io.mlplatform.s3.UploadScripts.refuses;

import io.mlplatform.s3.Arrival.Act;
import io.mlplatform.s3.ScriptedServer.Script;
import io.mlplatform.s3.UploadBehaviour.Ask;
import io.mlplatform.s3.UploadBehaviour.End;
import java.util.ArrayList;
import java.util.List;

/** Servers that refuse bytes, or hang up under them: objects of one request, and the parts of larger ones. */
final class HostileUploadRefusals {

    static final List<UploadBehaviour> ALL = all();

    private static final String CLOSES = "Connection: close\r\n";

    private final List<UploadBehaviour> all;
    private final String what;
    private final Ask ask;
    private final Act act;

    private HostileUploadRefusals(List<UploadBehaviour> all, String what, Ask ask, Act act) {
        this.all = all;
        this.what = what;
        this.ask = ask;
        this.act = act;
    }

    private static List<UploadBehaviour> all() {
        List<UploadBehaviour> all = new ArrayList<>();
        for (HostileUploadRefusals of : List.of(
                new HostileUploadRefusals(all, "object", Ask.UPLOAD_SMALL, Act.PUT_OBJECT),
                new HostileUploadRefusals(all, "part", Ask.UPLOAD_LARGE, Act.PUT_PART))) {
            of.hangUps();
            of.earlyAnswers();
            of.trouble();
            of.forTheSdk();
            of.forGood();
        }
        return List.copyOf(all);
    }

    private void hangUps() {
        once("a reset at once", Arrival::reset);
        once("a close at once", Arrival::close);
        once("a reset in the middle", half().then(Arrival::reset));
        once("a close in the middle", half().then(Arrival::close));
        once("a reset behind the body", ((Script) Arrival::body).then(Arrival::reset));
        once("a half-close at once, and reads on", ((Script) Arrival::endOutput).then(readsOn()));
        all.add(UploadBehaviour.always(
                what + ": a reset in the middle, always", ask, act, half().then(Arrival::reset), End.UNAVAILABLE));
        hurried("reads no more", Arrival::lookOn);
        hurried("reads no more in the middle", half().then(Arrival::lookOn));
    }

    private void earlyAnswers() {
        once("503 at once, and reads on", early(503, "SlowDown", "").then(readsOn()));
        once(
                "503 at once, says close, and reads on",
                early(503, "SlowDown", CLOSES).then(readsOn()));
        once("503 at once, then a close", early(503, "SlowDown", CLOSES).then(Arrival::close));
        once("500 in the middle, then a close", middle(500, "InternalError", "").then(Arrival::close));
        hurried("503 at once, and reads no more", early(503, "SlowDown", "").then(Arrival::lookOn));
        hurried("success at once, and reads no more", request -> {
            request.send("HTTP/1.1 200 OK\r\nETag: \"early\"\r\nContent-Length: 0\r\n\r\n");
            request.lookOn();
        });
        once("400 at once, and reads on", early(400, "InvalidRequest", "").then(readsOn()), End.REFUSED);
        once(
                "400 in the middle, says close, and closes",
                middle(400, "InvalidRequest", CLOSES).then(Arrival::close),
                End.REFUSED);
        once("403 at once, then a close", early(403, "AccessDenied", CLOSES).then(Arrival::close));
        always(
                "403 at once, then a close, always",
                early(403, "AccessDenied", CLOSES).then(Arrival::close),
                End.DENIED);
        once(
                "403 over the lane, then broken pipes",
                early(403, "SignatureDoesNotMatch", CLOSES).then(Arrival::close),
                half().then(Arrival::reset),
                End.DENIED);
        once(
                "403 over the lane, then lost answers",
                early(403, "SignatureDoesNotMatch", CLOSES).then(Arrival::close),
                request -> {
                    request.effect();
                    request.reset();
                },
                End.UNAVAILABLE);
    }

    private void trouble() {
        twice("503 twice", refuses(503, "SlowDown"));
        twice("429 twice", refuses(429, "TooManyRequests"));
        once("503 that asks for no time", refuses(503, "SlowDown", "Retry-After: 0\r\n"));
        once("503 that asks for nonsense", refuses(503, "SlowDown", "Retry-After: soon\r\n"));
        once("503 that asks for an hour", refuses(503, "SlowDown", "Retry-After: 3600\r\n"), End.UNAVAILABLE);
        once("400 RequestTimeout", refuses(400, "RequestTimeout"));
        always("503, always", refuses(503, "SlowDown"), End.UNAVAILABLE);
        always("500, always", refuses(500, "InternalError"), End.UNAVAILABLE);
    }

    private void forTheSdk() {
        once("307", refuses(307, "TemporaryRedirect", "Location: http://127.0.0.1:1/\r\n"));
        once("301", refuses(301, "PermanentRedirect"));
        once("400 ExpiredToken", refuses(400, "ExpiredToken"));
        once("403 RequestTimeTooSkewed", refuses(403, "RequestTimeTooSkewed"));
        once("403", refuses(403, "AccessDenied"));
    }

    private void forGood() {
        always("307, always", refuses(307, "TemporaryRedirect", "Location: http://127.0.0.1:1/\r\n"), End.REFUSED);
        always("301, always", refuses(301, "PermanentRedirect"), End.REFUSED);
        always("400 ExpiredToken, always", refuses(400, "ExpiredToken"), End.DENIED);
        always("403 RequestTimeTooSkewed, always", refuses(403, "RequestTimeTooSkewed"), End.DENIED);
        always("403, always", refuses(403, "AccessDenied"), End.DENIED);
        always("404, always", refuses(404, "NoSuchBucket"), End.NOT_FOUND);
        always("a status of 418, always", refuses(418, ""), End.REFUSED);
        once(
                "a refusal without end",
                request -> {
                    request.body();
                    request.send("HTTP/1.1 400 X\r\nTransfer-Encoding: chunked\r\n\r\n");
                    request.sendForever("1000\r\n" + "x".repeat(0x1000) + "\r\n");
                },
                End.REFUSED);
    }

    private void once(String name, Script script) {
        once(name, script, End.STORED);
    }

    private void once(String name, Script script, End end) {
        all.add(UploadBehaviour.once(what + ": " + name, ask, act, script, end));
    }

    private void once(String name, Script script, Script afterwards, End end) {
        all.add(UploadBehaviour.once(what + ": " + name, ask, act, script, end).after(afterwards));
    }

    private void twice(String name, Script script) {
        all.add(UploadBehaviour.twice(what + ": " + name, ask, act, script, End.STORED));
    }

    private void always(String name, Script script, End end) {
        all.add(UploadBehaviour.always(what + ": " + name, ask, act, script, end));
    }

    private void hurried(String name, Script script) {
        all.add(UploadBehaviour.once(what + ": " + name, ask, act, script, End.STORED)
                .hurried());
    }
}
