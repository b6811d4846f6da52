package org.livechat.rtc.sdp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.livechat.api.ChannelMode;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.stun.IceCredentials;

/** Offers that real browsers made, and the parameters that tests answer them with. */
final class RecordedOffer {
    private static final List<InetSocketAddress> ADDRESSES =
            List.of(new InetSocketAddress("192.0.2.1", 10000), new InetSocketAddress("2001:db8::1", 10000));

    static final Fingerprint FINGERPRINT =
            Fingerprint.parse("sha-256 " + "AB:".repeat(31) + "CD").orElseThrow();

    private RecordedOffer() {}

    static String offer(String name) {
        return resource("/offers/" + name + ".sdp");
    }

    static String answer(String name) {
        return resource("/answers/" + name + ".sdp");
    }

    /** Makes this the recorded answer from now on: in the source, and where it is read. */
    static void record(String name, String answer) {
        try {
            for (var folder : List.of("src/test/resources", "target/test-classes")) {
                Files.writeString(Path.of(folder, "answers", name + ".sdp"), answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AnswerParameters parameters(ChannelMode mode) {
        return parameters(mode, false, Optional.empty());
    }

    static AnswerParameters parameters(ChannelMode mode, boolean listenOnly, Optional<NegotiatedSession> previous) {
        return new AnswerParameters(
                4711,
                mode,
                listenOnly,
                remote -> new IceCredentials("srvufrag", "serverpassword0123456789"),
                FINGERPRINT,
                new HostCandidates(ADDRESSES, List.of(new InetSocketAddress("192.0.2.1", 443), ADDRESSES.getLast())),
                BuiltInCodecs.all(),
                AnswerParameters.RELAYED_FEEDBACK,
                AnswerParameters.RELAYED_EXTENSIONS,
                (mid, kind) ->
                        new Slot(1000 + mid.charAt(0), 2000 + mid.charAt(0), "livechat", "livechat", "slot-" + mid),
                previous);
    }

    private static String resource(String path) {
        try (var in = RecordedOffer.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
