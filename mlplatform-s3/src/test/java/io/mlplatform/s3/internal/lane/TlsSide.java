package io.mlplatform.s3.internal.lane;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/**
 * The server's side of TLS.
 *
 * @param protocol the only one it speaks
 */
record TlsSide(SSLContext context, String protocol) {

    /** Encrypts a socket; returns after the handshake. */
    Socket over(Socket below) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(below, null, below.getPort(), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }

    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {protocol});
        return engine;
    }
}
