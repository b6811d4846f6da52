package org.livechat.fuzz;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.livechat.api.ChannelMode;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.sdp.AnswerParameters;
import org.livechat.rtc.sdp.Answerer;
import org.livechat.rtc.sdp.HostCandidates;
import org.livechat.rtc.sdp.NegotiatedSession;
import org.livechat.rtc.sdp.SdpException;
import org.livechat.rtc.sdp.SessionDescription;
import org.livechat.rtc.sdp.Slot;
import org.livechat.rtc.stun.IceCredentials;

/** Offers, from text to answer (RFC 3264, RFC 8829, RFC 9143), and the same offer once more on the same connection. */
public final class SdpTarget {
    private static final Fingerprint FINGERPRINT =
            Fingerprint.parse("sha-256 " + "AB:".repeat(31) + "CD").orElseThrow();
    private static final List<InetSocketAddress> ADDRESSES = List.of(new InetSocketAddress("192.0.2.1", 10_000));
    private static final HostCandidates CANDIDATES = new HostCandidates(ADDRESSES, ADDRESSES);
    private static final int MOST_ADDED = 64 * 1024;

    private SdpTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String offer = new String(input, StandardCharsets.UTF_8);
        for (ChannelMode mode : ChannelMode.values()) {
            Optional<NegotiatedSession> first = answer(offer, mode, Optional.empty());
            first.ifPresent(session -> {
                check(offer, session);
                answer(offer, mode, first).ifPresent(again -> {
                    check(offer, again);
                    Property.holds(again.version() == session.version() + 1, "each answer has the next version");
                });
            });
        }
    }

    private static Optional<NegotiatedSession> answer(
            String offer, ChannelMode mode, Optional<NegotiatedSession> previous) {
        try {
            return Optional.of(Answerer.answer(
                    offer,
                    new AnswerParameters(
                            4711,
                            mode,
                            false,
                            remote -> new IceCredentials("srvufrag", "serverpassword0123456789"),
                            FINGERPRINT,
                            CANDIDATES,
                            BuiltInCodecs.all(),
                            AnswerParameters.RELAYED_FEEDBACK,
                            AnswerParameters.RELAYED_EXTENSIONS,
                            (mid, kind) -> new Slot(
                                    mid.hashCode() & 0xFFFF, 0x1_0000 | (mid.hashCode() & 0xFFFF), "c", "s", mid),
                            previous)));
        } catch (SdpException refused) {
            Property.isSaid(refused);
            return Optional.empty();
        }
    }

    /** An answer has the sections of its offer, in order (RFC 3264 6), and can be read. */
    private static void check(String offer, NegotiatedSession session) {
        String text = session.answer();
        Property.holds(text.length() <= 4 * offer.length() + MOST_ADDED, "an answer is bounded by its offer");
        int sections = SessionDescription.parse(text).media().size();
        Property.holds(
                sections == SessionDescription.parse(offer).media().size(),
                "an answer has as many sections as its offer");
        Property.holds(session.sections().size() <= sections, "no section was made up");
    }
}
