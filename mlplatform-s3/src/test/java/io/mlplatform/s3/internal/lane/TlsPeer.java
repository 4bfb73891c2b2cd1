package io.mlplatform.s3.internal.lane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** The server's end of a TLS connection, for scripts that send its records as they like. Texts are bytes, one a character. */
final class TlsPeer {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Peer peer;
    private final SSLEngine engine;
    private final ByteBuffer arrived = ByteBuffer.allocate(2 * BUFFER_BYTES).limit(0);
    private final ByteBuffer opened = ByteBuffer.allocate(BUFFER_BYTES);
    private final StringBuilder request = new StringBuilder();

    TlsPeer(Peer peer, SSLEngine engine) throws IOException {
        this.peer = peer;
        this.engine = engine;
        engine.beginHandshake();
    }

    /** What carries the records. */
    Peer below() {
        return peer;
    }

    void send(String records) throws IOException {
        peer.send(records);
    }

    void handshake() throws IOException {
        while (isShakingHands()) {
            send(flight());
        }
    }

    /** Goes on with the handshake; the records that the client must see next. */
    String flight() throws IOException {
        StringBuilder records = new StringBuilder();
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                engine.getDelegatedTask().run();
            } else if (status == HandshakeStatus.NEED_WRAP) {
                records.append(wrap(ByteBuffer.allocate(0)));
            } else if (records.length() > 0 || !isShakingHands()) {
                return records.toString();
            } else {
                hear();
            }
        }
    }

    /** Reads a request. */
    void readRequest() throws IOException {
        while (request.indexOf("\r\n\r\n") < 0) {
            hear();
        }
        request.setLength(0);
    }

    /** One record, or as many as it takes. */
    String sealed(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
        StringBuilder records = new StringBuilder();
        do {
            records.append(wrap(bytes));
        } while (bytes.hasRemaining());
        return records.toString();
    }

    /** One record for each byte. */
    String sealedSingly(String text) throws IOException {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            records.append(sealed(text.substring(i, i + 1)));
        }
        return records.toString();
    }

    /** The record that ends the stream. */
    String goodBye() throws IOException {
        engine.closeOutbound();
        return wrap(ByteBuffer.allocate(0));
    }

    /** The record that an engine sends when it is at its wits' end. */
    String alert() throws IOException {
        try {
            engine.unwrap(ByteBuffer.wrap("garbage".getBytes(ISO_8859_1)), opened.clear());
            throw new IllegalStateException("garbage was accepted");
        } catch (SSLException e) {
            return wrap(ByteBuffer.allocate(0));
        }
    }

    /** New keys in TLS 1.3, a request for another handshake in TLS 1.2. */
    String again() throws IOException {
        engine.beginHandshake();
        return wrap(ByteBuffer.allocate(0));
    }

    private boolean isShakingHands() {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private void hear() throws IOException {
        if (!arrived.hasRemaining()) {
            receive();
        }
        opened.clear();
        switch (engine.unwrap(arrived, opened).getStatus()) {
            case BUFFER_UNDERFLOW:
                receive();
                break;
            case CLOSED:
                throw new IOException("the client said good-bye");
            default:
                request.append(ISO_8859_1.decode(opened.flip()));
        }
    }

    private void receive() throws IOException {
        arrived.compact().put(peer.readSome()).flip();
    }

    private String wrap(ByteBuffer bytes) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(BUFFER_BYTES);
        engine.wrap(bytes, record);
        return ISO_8859_1.decode(record.flip()).toString();
    }
}
