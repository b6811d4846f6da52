package org.livechat.media.life;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.livechat.media.connection.Handshakes;
import org.livechat.media.connection.PartialHello;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.rtc.dtls.DatagramSender;
import org.livechat.rtc.dtls.DtlsRecordGuard;
import org.livechat.rtc.dtls.ProvenHello;

/**
 * Tells the client's hello from one that somebody has forged. Who sends a cookie back gets what is sent to the client's address, and so
 * is the client (RFC 6347 4.2.1). It costs a round trip, and so it is not asked for while nobody forges any. Owned by one worker.
 */
final class HelloProofs {
    /** Sends bytes to where an endpoint's client is. */
    interface Sender {
        void send(Endpoint endpoint, byte[] bytes, int offset, int length);
    }

    /**
     * A hello whose sender is the client.
     *
     * @param hello what tells it from others
     * @param proven with what a handshake begins
     */
    record Proof(ByteBuffer hello, ProvenHello proven) {}

    private final Handshakes handshakes;
    private final Sender sender;

    HelloProofs(Handshakes handshakes, Sender sender) {
        this.handshakes = handshakes;
        this.sender = sender;
    }

    /**
     * Looks for the cookie in a hello, or in its first piece, and asks for it where it is missing.
     *
     * @param hello what tells it from others
     * @return the hello, if it has the cookie and is in one piece
     */
    Optional<Proof> of(Endpoint endpoint, ByteBuffer hello, byte[] buffer, int offset, int length) {
        DatagramSender answer = (bytes, start, count) -> sender.send(endpoint, bytes, start, count);
        if (DtlsRecordGuard.isWholeHello(buffer, offset, length)) {
            return handshakes
                    .check(whoAndWhere(endpoint), buffer, offset, length, answer)
                    .map(proven -> new Proof(hello, proven));
        }
        handshakes
                .checkFirstPiece(whoAndWhere(endpoint), buffer, offset, length, answer)
                .ifPresent(pieces -> endpoint.connection().awaitRestOf(Optional.of(new PartialHello(hello, pieces))));
        return Optional.empty();
    }

    /**
     * Adds what a datagram has of a hello whose first piece had the cookie. If somebody else has forged that, so that it makes no hello,
     * the client says all of it again.
     *
     * @return the hello, if all of it has come
     */
    Optional<Proof> completedBy(Endpoint endpoint, byte[] buffer, int offset, int length) {
        Optional<PartialHello> complete = endpoint.connection()
                .partialHello()
                .filter(partial -> partial.pieces().add(buffer, offset, length));
        complete.ifPresent(_ -> endpoint.connection().awaitRestOf(Optional.empty()));
        return complete.flatMap(partial -> handshakes
                .check(whoAndWhere(endpoint), partial.pieces())
                .map(proven -> new Proof(partial.hello(), proven)));
    }

    private static String whoAndWhere(Endpoint endpoint) {
        return endpoint.id() + " " + endpoint.peer().address();
    }
}
