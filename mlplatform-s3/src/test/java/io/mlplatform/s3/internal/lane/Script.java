package io.mlplatform.s3.internal.lane;

import java.io.IOException;

/** What a server does with one connection. */
@FunctionalInterface
interface Script {

    void play(Peer peer) throws IOException;

    /** Reads the request, then sends this. */
    static Script reply(String bytes) {
        return peer -> {
            peer.readRequest();
            peer.send(bytes);
        };
    }

    /** The same, and closes. */
    static Script replyAndClose(String bytes) {
        return reply(bytes).then(Peer::close);
    }

    /** The same, and resets. */
    static Script replyAndReset(String bytes) {
        return reply(bytes).then(Peer::reset);
    }

    /** The same, and then nothing more. */
    static Script replyAndHang(String bytes) {
        return reply(bytes).then(Peer::hang);
    }

    default Script then(Script next) {
        return peer -> {
            play(peer);
            next.play(peer);
        };
    }
}
