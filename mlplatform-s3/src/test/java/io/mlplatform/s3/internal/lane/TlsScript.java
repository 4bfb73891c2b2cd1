package io.mlplatform.s3.internal.lane;

import java.io.IOException;

/** What a server does with one connection on the level of TLS's records. */
@FunctionalInterface
interface TlsScript {

    void play(TlsPeer peer) throws IOException;

    /** Does nothing before what the bytes below can show. */
    static TlsScript below(Script script) {
        return peer -> script.play(peer.below());
    }

    /** After an honest handshake and the first request. */
    static TlsScript asked(TlsScript script) {
        return peer -> {
            peer.handshake();
            peer.readRequest();
            script.play(peer);
        };
    }

    /** After an honest first exchange. */
    static TlsScript later(TlsScript script) {
        return asked(peer -> {
            peer.send(peer.sealed(ServedObject.PART_ANSWER));
            script.play(peer);
        });
    }

    /** Waits until the client has its answer. */
    static void wait(TlsPeer peer) throws IOException {
        peer.below().awaitClient();
    }

    default TlsScript then(TlsScript next) {
        return peer -> {
            play(peer);
            next.play(peer);
        };
    }

    default Script over(TlsSide tls) {
        return peer -> play(new TlsPeer(peer, tls.engine()));
    }
}
