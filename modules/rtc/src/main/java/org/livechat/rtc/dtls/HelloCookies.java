package org.livechat.rtc.dtls;

import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.tls.DTLSVerifier;
import org.bouncycastle.tls.crypto.TlsHMAC;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * The cookie exchange of RFC 6347 4.2.1, by which a client proves that it gets what is sent to its address. Keeps nothing of
 * the clients that it asks. The cookie is made of the address alone, so that one which somebody else has asked for in the client's name
 * serves the client as well. Thread-safe.
 */
public final class HelloCookies {
    private final DTLSVerifier verifier;

    /** @param identity of the server that asks */
    public HelloCookies(DtlsIdentity identity) {
        this.verifier = new DTLSVerifier(new AddressCrypto(identity.crypto().getSecureRandom()));
    }

    /**
     * Looks for the cookie in a client's first message, and asks for it where it is missing. A message in several pieces is
     * not answered; see {@link #checkFirstPiece}.
     *
     * @param client who has to send it, and from where
     * @param sender takes what asks for the cookie, which is shorter than the message
     * @return the message with which a handshake may begin, if it has the cookie
     */
    public Optional<ProvenHello> check(byte[] client, byte[] buffer, int offset, int length, DatagramSender sender) {
        try {
            return Optional.ofNullable(verifier.verifyRequest(client, buffer, offset, length, new Reply(sender)))
                    .map(ProvenHello::new);
        } catch (RuntimeException notAHello) {
            return Optional.empty();
        }
    }

    /**
     * Looks for the cookie in the first piece of a client's first message, and asks for it where it is missing; other parameters as
     * above.
     *
     * @return what the other pieces are to be added to, if the first one has the cookie
     */
    public Optional<HelloPieces> checkFirstPiece(
            byte[] client, byte[] buffer, int offset, int length, DatagramSender sender) {
        return HelloPieces.begunBy(buffer, offset, length)
                .filter(pieces -> pieces.beginning()
                        .flatMap(beginning -> check(client, beginning, 0, beginning.length, sender))
                        .isPresent());
    }

    /** The message with which a handshake may begin, if all of its pieces have come and the first one has the cookie. */
    public Optional<ProvenHello> check(byte[] client, HelloPieces pieces) {
        byte[] whole = pieces.whole();
        return check(client, whole, 0, whole.length, (bytes, start, count) -> {});
    }

    private static final class AddressCrypto extends BcTlsCrypto {
        AddressCrypto(SecureRandom random) {
            super(random);
        }

        @Override
        public TlsHMAC createHMAC(int algorithm) {
            return new FirstPart(super.createHMAC(algorithm));
        }
    }

    /** Bouncy Castle gives it the client first, and then its message, which is left out. */
    private static final class FirstPart implements TlsHMAC {
        private final TlsHMAC mac;
        private boolean complete;

        FirstPart(TlsHMAC mac) {
            this.mac = mac;
        }

        @Override
        public void update(byte[] input, int offset, int length) {
            if (!complete) {
                mac.update(input, offset, length);
                complete = true;
            }
        }

        @Override
        public void setKey(byte[] key, int offset, int length) {
            mac.setKey(key, offset, length);
        }

        @Override
        public byte[] calculateMAC() {
            return mac.calculateMAC();
        }

        @Override
        public void calculateMAC(byte[] output, int offset) {
            mac.calculateMAC(output, offset);
        }

        @Override
        public int getMacLength() {
            return mac.getMacLength();
        }

        @Override
        public int getInternalBlockSize() {
            return mac.getInternalBlockSize();
        }

        @Override
        public void reset() {
            mac.reset();
            complete = false;
        }
    }

    private record Reply(DatagramSender sender) implements org.bouncycastle.tls.DatagramSender {
        @Override
        public int getSendLimit() {
            return RecordInbox.SEND_LIMIT_BYTES;
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            sender.send(buffer, offset, length);
        }
    }
}
