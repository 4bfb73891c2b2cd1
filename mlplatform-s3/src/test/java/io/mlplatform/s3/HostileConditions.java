package io.mlplatform.s3;

import static io.mlplatform.s3.UploadScripts.refusal;
import static io.mlplatform.s3.UploadScripts.refuses;
import static io.mlplatform.s3.UploadScripts.stores;

import io.mlplatform.s3.Arrival.Act;
import io.mlplatform.s3.ScriptedBucket.Answer;
import io.mlplatform.s3.ScriptedServer.Script;
import io.mlplatform.s3.UploadBehaviour.Ask;
import io.mlplatform.s3.UploadBehaviour.End;
import java.util.ArrayList;
import java.util.List;

/** Servers that leave open whether a condition held, and those that begin, complete or abort uploads in odd ways. */
final class HostileConditions {

    static final byte[] ANOTHERS = new byte[99];
    static final List<UploadBehaviour> ALL = all();

    private static final String PAGE = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n<html/>";

    private HostileConditions() {}

    private static List<UploadBehaviour> all() {
        List<UploadBehaviour> all = new ArrayList<>();
        conflicts(all, "object", Ask.PUT_SMALL, Ask.UPLOAD_SMALL, Act.PUT_OBJECT);
        conflicts(all, "completion", Ask.PUT_LARGE, Ask.UPLOAD_LARGE, Act.COMPLETE);
        lost(all);
        completions(all);
        pages(all);
        beginnings(all);
        return List.copyOf(all);
    }

    private static void conflicts(List<UploadBehaviour> all, String what, Ask put, Ask upload, Act act) {
        String name = what + ": ";
        Script conflict = refuses(409, "ConditionalRequestConflict");
        all.add(UploadBehaviour.twice(name + "409 twice", put, act, conflict, End.STORED));
        all.add(UploadBehaviour.always(name + "409, always", put, act, conflict, End.UNAVAILABLE));
        Script another = request -> {
            request.precede(ANOTHERS);
            request.answer();
        };
        all.add(UploadBehaviour.once(name + "412 for another's object", put, act, another, End.NOT_MET));
        all.add(UploadBehaviour.once(name + "412 for another's object, in bulk", upload, act, another, End.EXISTS));
        Script equal = request -> {
            request.precede(HostileUploadTest.bytes(upload));
            request.answer();
        };
        all.add(UploadBehaviour.once(name + "412 for an equal object", put, act, equal, End.NOT_MET));
        all.add(UploadBehaviour.once(name + "412 for an equal object, in bulk", upload, act, equal, End.STORED));
        Script conflictWithAnother = request -> {
            request.precede(ANOTHERS);
            request.body();
            request.send(refusal(409, "ConditionalRequestConflict", ""));
        };
        all.add(UploadBehaviour.once(name + "409 for another's object", put, act, conflictWithAnother, End.NOT_MET));
    }

    private static void lost(List<UploadBehaviour> all) {
        Act act = Act.PUT_OBJECT;
        // The contract of a put: who gets this reads the key to know whose the object is.
        all.add(UploadBehaviour.once(
                "object: an answer lost, then 412", Ask.PUT_SMALL, act, unanswered(), End.NOT_MET));
        all.add(UploadBehaviour.once(
                        "object: an answer lost, then 403", Ask.PUT_SMALL, act, unanswered(), End.UNAVAILABLE)
                .after(refuses(403, "AccessDenied")));
        all.add(UploadBehaviour.once(
                        "object: an answer lost, then 409", Ask.PUT_SMALL, act, unanswered(), End.UNAVAILABLE)
                .after(refuses(409, "ConditionalRequestConflict")));
        all.add(UploadBehaviour.once(
                "matching object: an answer lost, then 412", Ask.MATCH_SMALL, act, unanswered(), End.NOT_MET));
        all.add(UploadBehaviour.twice(
                "matching object: 409 twice",
                Ask.MATCH_SMALL,
                act,
                refuses(409, "ConditionalRequestConflict"),
                End.STORED));
        all.add(UploadBehaviour.once(
                "matching object: another's object",
                Ask.MATCH_SMALL,
                act,
                request -> {
                    request.precede(ANOTHERS);
                    request.answer();
                },
                End.NOT_MET));
        all.add(UploadBehaviour.always("object: every answer lost", Ask.PUT_SMALL, act, unanswered(), End.UNAVAILABLE));
        all.add(UploadBehaviour.once(
                "object: an answer lost over another's object",
                Ask.PUT_SMALL,
                act,
                request -> {
                    request.precede(ANOTHERS);
                    unanswered().play(request);
                },
                End.NOT_MET));
    }

    private static void completions(List<UploadBehaviour> all) {
        completion(all, "an answer lost", unanswered(), End.STORED);
        always(all, "every answer lost", unanswered(), End.STORED);
        always(
                all,
                "every answer lost, of an object that is not there",
                ((Script) Arrival::body).then(Arrival::reset),
                End.UNAVAILABLE);
        completion(all, "a reset before it has its effect", ((Script) Arrival::body).then(Arrival::reset), End.STORED);
        completion(all, "200 cut off", cutOff(request -> {}), End.STORED);
        completion(
                all,
                "200 cut off, of an object that was replaced",
                cutOff(request -> request.precede(ANOTHERS)),
                End.UNAVAILABLE);
        completion(
                all,
                "200 cut off, of an object that is not there",
                request -> {
                    request.body();
                    request.send("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<CompleteMultipartUploadResult>");
                    request.reset();
                },
                End.UNAVAILABLE);
        completion(all, "500", refuses(500, "InternalError"), End.STORED);
        always(all, "500, always", refuses(500, "InternalError"), End.UNAVAILABLE);
        completion(
                all,
                "500 though it is done",
                request -> {
                    request.effect();
                    request.send(refusal(500, "InternalError", ""));
                },
                End.STORED);
        always(
                all,
                "500, always, though it is done",
                request -> {
                    request.effect();
                    request.send(refusal(500, "InternalError", ""));
                },
                End.STORED);
        always(all, "403, always", refuses(403, "AccessDenied"), End.DENIED);
        always(all, "301, always", refuses(301, "PermanentRedirect"), End.REFUSED);
        completion(all, "NoSuchUpload of one that is gone", refuses(404, "NoSuchUpload"), End.STORED);
        completion(
                all,
                "NoSuchUpload though it is done",
                request -> {
                    request.effect();
                    request.send(refusal(404, "NoSuchUpload", ""));
                },
                End.STORED);
        completion(
                all,
                "NoSuchUpload over another's object",
                request -> {
                    request.precede(ANOTHERS);
                    request.body();
                    request.send(refusal(404, "NoSuchUpload", ""));
                },
                End.NOT_MET);
        completion(all, "InvalidPart", refuses(400, "InvalidPart"), End.STORED);
        always(all, "InvalidPart, always", refuses(400, "InvalidPart"), End.UNAVAILABLE);
        Script oddTag = stores(answer -> answer.with("ETag", "\"odd\""));
        all.add(UploadBehaviour.once("part: 200 with another tag", Ask.PUT_LARGE, Act.PUT_PART, oddTag, End.STORED));
        all.add(UploadBehaviour.always(
                "part: 200 with another tag, always", Ask.PUT_LARGE, Act.PUT_PART, oddTag, End.UNAVAILABLE));
        all.add(UploadBehaviour.always(
                "part: NoSuchUpload, always",
                Ask.PUT_LARGE,
                Act.PUT_PART,
                refuses(404, "NoSuchUpload"),
                End.NOT_FOUND));
    }

    /** S3 begins to answer a completion before it knows how that ends. */
    private static void pages(List<UploadBehaviour> all) {
        completion(all, "200 that is an error", says("InternalError"), End.STORED);
        always(all, "200 that is an error, always", says("InternalError"), End.UNAVAILABLE);
        completion(
                all,
                "200 that is an error though it is done",
                request -> {
                    request.effect();
                    says("InternalError").play(request);
                },
                End.STORED);
        always(all, "200 that is a want of rights, always", says("AccessDenied"), End.DENIED);
        completion(all, "200 that is a conflict", says("ConditionalRequestConflict"), End.STORED);
        completion(
                all,
                "200 that is a conflict over another's object",
                request -> {
                    request.precede(ANOTHERS);
                    says("ConditionalRequestConflict").play(request);
                },
                End.NOT_MET);
        completion(
                all,
                "200 that is a condition not met",
                request -> {
                    request.precede(ANOTHERS);
                    says("PreconditionFailed").play(request);
                },
                End.NOT_MET);
        Script page = request -> {
            request.body();
            request.send(PAGE);
        };
        always(all, "a page of a proxy, always", page, End.UNAVAILABLE);
        completion(
                all,
                "a page of a proxy over another's object",
                request -> {
                    request.precede(ANOTHERS);
                    page.play(request);
                },
                End.UNAVAILABLE);
        completion(
                all,
                "a page of a proxy though it is done",
                request -> {
                    request.effect();
                    request.send(PAGE);
                },
                End.STORED);
        always(
                all,
                "garbage, always",
                request -> {
                    request.body();
                    request.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\u0000<<>");
                },
                End.UNAVAILABLE);
        completion(
                all,
                "200 after white space",
                request -> {
                    Answer answer = request.effect();
                    request.send(answer.head("Content-Length: " + (answer.body().length + 3) + "\r\n") + "\n \n"
                            + answer.text().substring(answer.text().indexOf("\r\n\r\n") + 4));
                },
                End.STORED);
    }

    private static void beginnings(List<UploadBehaviour> all) {
        begin(all, "500", refuses(500, "InternalError"), End.STORED);
        begin(all, "a reset", ((Script) Arrival::body).then(Arrival::reset), End.STORED);
        all.add(UploadBehaviour.always(
                "beginning: a page of a proxy, always",
                Ask.PUT_LARGE,
                Act.BEGIN,
                ((Script) Arrival::body).then(request -> request.send(PAGE)),
                End.UNAVAILABLE));
        all.add(UploadBehaviour.always(
                "beginning: 403, always", Ask.PUT_LARGE, Act.BEGIN, refuses(403, "AccessDenied"), End.DENIED));
    }

    private static Script says(String code) {
        return request -> {
            request.body();
            request.send(
                    Answer.of(200, "<Error><Code>" + code + "</Code></Error>").text());
        };
    }

    private static Script unanswered() {
        return request -> {
            request.effect();
            request.reset();
        };
    }

    /** Completes, lets something happen, and sends most of the answer. */
    static Script cutOff(Script meanwhile) {
        return request -> {
            String whole = request.effect().text();
            meanwhile.play(request);
            request.send(whole.substring(0, whole.length() - 9));
            request.reset();
        };
    }

    private static void begin(List<UploadBehaviour> all, String name, Script script, End end) {
        all.add(UploadBehaviour.once("beginning: " + name, Ask.PUT_LARGE, Act.BEGIN, script, end));
    }

    private static void completion(List<UploadBehaviour> all, String name, Script script, End end) {
        all.add(UploadBehaviour.once("completion: " + name, Ask.PUT_LARGE, Act.COMPLETE, script, end));
    }

    private static void always(List<UploadBehaviour> all, String name, Script script, End end) {
        all.add(UploadBehaviour.always("completion: " + name, Ask.PUT_LARGE, Act.COMPLETE, script, end));
    }
}
