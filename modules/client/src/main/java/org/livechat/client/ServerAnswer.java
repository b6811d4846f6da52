package org.livechat.client;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.sdp.Attributes;
import org.livechat.rtc.sdp.MediaSection;
import org.livechat.rtc.sdp.SdpException;
import org.livechat.rtc.sdp.SessionDescription;
import org.livechat.rtc.stun.IceCredentials;

/**
 * What a peer needs of the server's answer.
 *
 * @param credentials the server's
 * @param fingerprints of which the server's certificate must match one
 * @param candidates where to send checks, in the answer's order
 * @param tcpCandidates where to connect to by TCP (RFC 6544), in the answer's order; empty if nowhere
 * @param payloadTypes what to send as, by mid; only of sections that the server receives
 * @param midsBySsrc the slots
 */
record ServerAnswer(
        IceCredentials credentials,
        List<Fingerprint> fingerprints,
        List<InetSocketAddress> candidates,
        List<InetSocketAddress> tcpCandidates,
        Map<String, Integer> payloadTypes,
        Map<Long, String> midsBySsrc) {

    static ServerAnswer parse(String sdp) {
        var accepted = SessionDescription.parse(sdp).media().stream()
                .filter(section -> section.port() != 0 && section.isRtp())
                .toList();
        if (accepted.isEmpty()) {
            throw new SdpException("the answer accepts no m= line");
        }
        var owner = accepted.getFirst().attributes();
        var payloadTypes = new HashMap<String, Integer>();
        var mids = new HashMap<Long, String>();
        for (var section : accepted) {
            var mid = needed(section.attributes(), "mid");
            if (section.attributes().has("sendrecv") || section.attributes().has("recvonly")) {
                payloadTypes.put(mid, Integer.valueOf(section.formats().getFirst()));
            }
            section.attributes()
                    .named("ssrc")
                    .map(attribute -> attribute.value().split(" ", 2)[0])
                    .forEach(ssrc -> mids.put(Long.parseUnsignedLong(ssrc), mid));
        }
        return new ServerAnswer(
                new IceCredentials(needed(owner, "ice-ufrag"), needed(owner, "ice-pwd")),
                owner.named("fingerprint")
                        .flatMap(attribute -> Fingerprint.parse(attribute.value()).stream())
                        .toList(),
                needed(candidates(accepted, "udp", "typ")),
                candidates(accepted, "tcp", "passive"),
                payloadTypes,
                mids);
    }

    private static List<InetSocketAddress> candidates(List<MediaSection> sections, String transport, String last) {
        var found = new ArrayList<InetSocketAddress>();
        for (var section : sections) {
            section.attributes()
                    .named("candidate")
                    .flatMap(attribute -> candidate(attribute.value(), transport, last).stream())
                    .forEach(found::add);
        }
        return found;
    }

    private static List<InetSocketAddress> needed(List<InetSocketAddress> candidates) {
        if (candidates.isEmpty()) {
            throw new SdpException("the answer has no a=candidate over UDP");
        }
        return candidates;
    }

    /** {@code foundation component transport priority address port typ type}, and of TCP {@code tcptype} (RFC 8839 5.1, RFC 6544 4.5). */
    private static Optional<InetSocketAddress> candidate(String value, String transport, String last) {
        var words = value.split(" ", -1);
        return words.length >= 8
                        && words[2].equalsIgnoreCase(transport)
                        && List.of(words).contains(last)
                ? Optional.of(new InetSocketAddress(words[4], Integer.parseInt(words[5])))
                : Optional.empty();
    }

    private static String needed(Attributes attributes, String name) {
        return attributes.first(name).orElseThrow(() -> new SdpException("the answer has no a=" + name));
    }
}
