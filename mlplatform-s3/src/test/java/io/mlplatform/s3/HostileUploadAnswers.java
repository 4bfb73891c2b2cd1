package io.mlplatform.s3;

import static io.mlplatform.s3.UploadScripts.CONTINUE;
import static io.mlplatform.s3.UploadScripts.framed;
import static io.mlplatform.s3.UploadScripts.stores;
import static io.mlplatform.s3.UploadScripts.storesAndSays;

import io.mlplatform.s3.Arrival.Act;
import io.mlplatform.s3.ScriptedServer.Script;
import io.mlplatform.s3.UploadBehaviour.Ask;
import io.mlplatform.s3.UploadBehaviour.End;
import java.time.Duration;
import java.util.List;

/** Servers that have stored the bytes, or say so, and answer in odd ways: objects of one request, and the parts of larger ones. */
final class HostileUploadAnswers {

    static final List<UploadBehaviour> ALL = all();

    private HostileUploadAnswers() {}

    private static List<UploadBehaviour> all() {
        List<UploadBehaviour> all = UploadBehaviours.towardsObjectsAndParts(of -> {
            bodies(of);
            heads(of);
            interims(of);
            tags(of);
            paces(of);
        });
        Script drip = request -> request.drip(request.effect().head("X: " + "x".repeat(9_000)), Duration.ofMillis(50));
        all.add(UploadBehaviour.once(
                        "object: a drip past the deadline", Ask.UPLOAD_SMALL, Act.PUT_OBJECT, drip, End.STORED)
                .hurried());
        all.add(UploadBehaviour.always(
                "part: 200 without a tag, always", Ask.UPLOAD_LARGE, Act.PUT_PART, untagged(), End.UNAVAILABLE));
        all.add(UploadBehaviour.always(
                "part: 200 with another checksum, always",
                Ask.UPLOAD_LARGE,
                Act.PUT_PART,
                stores(answer -> answer.with("x-amz-checksum-crc32c", "AAAAAA==")),
                End.UNAVAILABLE));
        all.add(UploadBehaviour.always(
                "replaced object: 200 without a tag, always",
                Ask.REPLACE_SMALL,
                Act.PUT_OBJECT,
                untagged(),
                End.UNAVAILABLE));
        return List.copyOf(all);
    }

    private static void bodies(UploadBehaviours of) {
        of.once("200, then garbage", framed("Content-Length: 0\r\n", "\u0000garbage"));
        of.once("200 twice", request -> request.send(request.effect().text().repeat(2)));
        of.once("200 with a body", framed("Content-Length: 5\r\n", "<ok/>"));
        of.once("200 that says less than it sends", framed("Content-Length: 2\r\n", "<ok/>"));
        of.once(
                "200 that says more than it sends",
                framed("Content-Length: 9\r\n", "<ok/>").then(Arrival::close));
        of.once(
                "200 whose body is reset",
                framed("Content-Length: 9\r\n", "<ok/>").then(Arrival::reset));
        of.once("200 of two lengths", framed("Content-Length: 0\r\nContent-Length: 3\r\n", "abc"));
        of.once("200 of a negative length", framed("Content-Length: -1\r\n", ""));
        of.once("200 of an endless length", framed("Content-Length: 99999999999999999999\r\n", ""));
        of.once("200 with a chunk of no size", framed("Transfer-Encoding: chunked\r\n", "zz\r\n"));
        of.once(
                "200 with a chunk cut off",
                framed("Transfer-Encoding: chunked\r\n", "9\r\nab").then(Arrival::close));
        of.once(
                "200 without its last chunk",
                framed("Transfer-Encoding: chunked\r\n", "2\r\nab\r\n").then(Arrival::close));
        Script endless = framed("Transfer-Encoding: chunked\r\n", "")
                .then(request -> request.sendForever("1000\r\n" + "x".repeat(0x1000) + "\r\n"));
        of.once("200 without end", endless, End.UNAVAILABLE);
    }

    private static void heads(UploadBehaviours of) {
        of.once("garbage", storesAndSays("garbage\r\n\r\n"));
        of.once("a status of 99", storesAndSays("HTTP/1.1 099 X\r\n\r\n"));
        of.once("a status of 600", storesAndSays("HTTP/1.1 600 X\r\nContent-Length: 0\r\n\r\n"));
        of.once("a change of protocol", storesAndSays("HTTP/1.1 101 X\r\nUpgrade: other\r\n\r\n"));
        of.once(
                "a head reset in its middle",
                storesAndSays("HTTP/1.1 200 OK\r\nETa").then(Arrival::reset));
        of.once(
                "a head cut off",
                storesAndSays("HTTP/1.1 200 OK\r\nETag: \"1\"\r\n").then(Arrival::close));
        of.once("a close instead of an answer", request -> {
            request.effect();
            request.close();
        });
        of.once("a reset instead of an answer", request -> {
            request.effect();
            request.reset();
        });
        Script closed = request -> {
            request.effect();
            request.close();
        };
        of.twice("two answers lost", closed);
        of.once("500 though it is stored", request -> {
            request.effect();
            request.send(UploadScripts.refusal(500, "InternalError", ""));
        });
    }

    private static void interims(UploadBehaviours of) {
        Script unasked = request -> {
            request.send(CONTINUE);
            request.answer();
        };
        of.once("100 that no one asked for", unasked);
        of.once("many 100", request -> {
            request.effect();
            request.send(CONTINUE.repeat(1_000));
        });
        of.once("100 after the answer", request -> {
            request.answer();
            request.send(CONTINUE);
        });
        of.once("102 and 103", request -> {
            request.send("HTTP/1.1 102 X\r\n\r\nHTTP/1.1 103 X\r\nLink: </>\r\n\r\n");
            request.answer();
        });
        of.once("the next answer before its request", request -> {
            request.answer();
            request.send("HTTP/1.1 200 OK\r\nETag: \"other\"\r\nContent-Length: 0\r\n\r\n");
        });
    }

    private static void tags(UploadBehaviours of) {
        of.once("200 without a tag", untagged());
        of.once("200 with an empty tag", stores(answer -> answer.with("ETag", "\"\"")));
        String sum = of.areOfParts() ? "crc32c" : "sha256";
        of.once("200 with another checksum", stores(answer -> answer.with("x-amz-checksum-" + sum, "AAAAAA==")));
        of.once("a page of a proxy", request -> {
            request.body();
            request.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>");
        });
    }

    private static void paces(UploadBehaviours of) {
        of.once("a drip", request -> request.drip(request.effect().text(), Duration.ofMillis(1)));
        of.hurried(
                "200 whose body falls silent",
                framed("Content-Length: 9\r\n", "<ok/>").then(Arrival::lookOn));
        of.hurried(
                "a head that falls silent",
                storesAndSays("HTTP/1.1 200 OK\r\nETa").then(Arrival::lookOn));
        of.hurried("silence", request -> {
            request.effect();
            request.lookOn();
        });
        of.hurriedAlways("silence, always", ((Script) Arrival::body).then(Arrival::lookOn), End.UNAVAILABLE);
    }

    private static Script untagged() {
        return stores(answer -> {
            answer.headers().remove("ETag");
            return answer;
        });
    }
}
