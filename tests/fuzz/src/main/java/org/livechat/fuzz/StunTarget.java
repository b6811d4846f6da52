package org.livechat.fuzz;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.livechat.rtc.stun.IceCheck;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.IceLite;
import org.livechat.rtc.stun.StunIntegrity;
import org.livechat.rtc.stun.StunMessage;
import org.livechat.rtc.stun.StunWriter;
import org.livechat.rtc.stun.TransactionId;

/** STUN (RFC 8489) and the checks of ICE-lite (RFC 8445). */
public final class StunTarget {
    private static final IceCredentials LOCAL = new IceCredentials("abcd", "0123456789abcdef01234567");
    private static final StunIntegrity KEY = new StunIntegrity(LOCAL.password());
    private static final InetSocketAddress CLIENT = client();
    private static final int MOST_NAME = 500;

    private StunTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Framed packet = Framed.of(input);
        Optional<StunMessage> parsed = StunMessage.parse(packet.buffer(), packet.offset(), packet.length());
        parsed.ifPresent(StunTarget::readAll);
        boolean isSound = parsed.map(message -> message.hasIntegrity(KEY)).orElse(false);

        byte[] response = new byte[StunMessage.LONGEST];
        IceCheck check = new IceLite(LOCAL).answer(packet.buffer(), packet.offset(), packet.length(), CLIENT, response);
        Property.holds(check instanceof IceCheck.Dropped || isSound, "who has no password got an answer");
        packet.checkOthers();
        readBack(input);
    }

    private static void readAll(StunMessage message) {
        message.username();
        message.receiverUfrag();
        message.senderUfrag();
        message.priority();
        message.errorCode();
        message.mappedAddress();
        message.hasSoundFingerprint();
        Property.holds(
                message.unknownRequiredAttributes().size() <= StunMessage.LONGEST / Integer.BYTES,
                "more attributes than fit");
        Property.holds(message.toString().length() < 10_000, "what is told of a message is bounded");
    }

    /** What is written with the input for a name is read back. */
    private static void readBack(byte[] input) {
        String name = new String(input, 0, Math.min(input.length, MOST_NAME), StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]", "_");
        TransactionId id = new TransactionId(Arrays.hashCode(input), input.length);
        byte[] buffer = new byte[StunMessage.LONGEST];
        int length = StunWriter.bindingRequest(buffer, 0, id)
                .username(name)
                .priority(input.length)
                .iceControlling(7)
                .useCandidate()
                .integrity(KEY)
                .fingerprint()
                .length();
        StunMessage read = StunMessage.parse(buffer, 0, length).orElseThrow();
        Property.holds(read.username().orElse("").equals(name), "the name that was written is read");
        Property.holds(read.transactionId().equals(id), "the transaction that was written is read");
        Property.holds(read.priority().orElse(-1) == input.length, "the priority that was written is read");
        Property.holds(read.hasIntegrity(KEY) && read.hasSoundFingerprint(), "what was written is sound");
    }

    private static InetSocketAddress client() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 40_000);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
