package org.livechat.rtc.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.livechat.rtc.stun.IceCredentials;

/** Writes the answer line by line. */
final class AnswerWriter {
    /** RFC 8445 5.1.2.1: type preference of host candidates, above the local preference and the component. */
    private static final long HOST_PREFERENCE = 126L << 24;

    /** As browsers have it for their own: behind everything that is UDP and needs no relay. */
    private static final long TCP_HOST_PREFERENCE = 90L << 24;

    private static final int HIGHEST_LOCAL_PREFERENCE = 65535;

    /** RFC 6544 4.2: the upper 3 bits of the local preference are 4 for passive host candidates, the others are free. */
    private static final int PASSIVE_DIRECTION_PREFERENCE = 4 << 13;

    private static final int HIGHEST_OTHER_PREFERENCE = (1 << 13) - 1;
    private static final int RTP_COMPONENT = 1;

    private final StringBuilder text = new StringBuilder(4096);
    private final OfferedSession offer;
    private final AnswerParameters parameters;
    private final IceCredentials credentials;
    private final long version;
    private final SortedMap<Integer, NegotiatedSection> accepted;

    /** @param credentials the server's, in this answer */
    AnswerWriter(
            OfferedSession offer,
            AnswerParameters parameters,
            IceCredentials credentials,
            long version,
            List<NegotiatedSection> accepted) {
        this.offer = offer;
        this.parameters = parameters;
        this.credentials = credentials;
        this.version = version;
        this.accepted = new TreeMap<>();
        accepted.forEach(section -> this.accepted.put(section.index(), section));
    }

    String write() {
        line("v=0");
        line("o=- " + parameters.sessionId() + " " + version + " IN IP4 127.0.0.1");
        line("s=-");
        line("t=0 0");
        var bundled = accepted.values().stream()
                .map(NegotiatedSection::mid)
                .filter(offer.bundle()::contains)
                .toList();
        if (!bundled.isEmpty()) {
            line("a=group:BUNDLE " + String.join(" ", bundled));
        }
        line("a=ice-lite");
        mixedHeaders(offer.description().attributes());
        var ownsTransport = true;
        for (var index = 0; index < offer.media().size(); index++) {
            var section = accepted.get(index);
            if (section == null) {
                reject(offer.media().get(index));
            } else {
                accept(offer.media().get(index), section);
                if (ownsTransport) {
                    candidates();
                    ownsTransport = false;
                }
            }
        }
        return text.toString();
    }

    private void reject(MediaSection section) {
        line("m=" + section.kind() + " 0 " + section.protocol() + " " + String.join(" ", section.formats()));
        line("c=IN IP4 0.0.0.0");
        section.mid().ifPresent(mid -> line("a=mid:" + mid));
        line("a=inactive");
    }

    private void accept(MediaSection offered, NegotiatedSection section) {
        var address = parameters.candidates().udp().getFirst();
        line("m=" + section.kind().wireName() + " " + address.getPort() + " " + offered.protocol()
                + section.codecs().stream()
                        .map(codec -> payloadTypes(codec, offered.formats()))
                        .collect(Collectors.joining()));
        line("c=IN " + (address.getAddress() instanceof Inet6Address ? "IP6 " : "IP4 ") + text(address.getAddress()));
        offered.mid().ifPresent(mid -> line("a=mid:" + mid));
        line("a=" + section.direction().sdpName());
        line("a=ice-ufrag:" + credentials.ufrag());
        line("a=ice-pwd:" + credentials.password());
        line("a=fingerprint:" + parameters.fingerprint());
        line("a=setup:passive");
        line("a=rtcp-mux");
        mixedHeaders(offered.attributes());
        if (section.reducedSize()) {
            line("a=rtcp-rsize");
        }
        if (section.receiversMeasure()) {
            line("a=rtcp-xr:" + ExtendedReports.ROUND_TRIP);
        }
        section.extensions().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingInt(HeaderExtension::id)))
                .forEach(extension -> line("a=extmap:" + extension.getValue().answered() + " " + extension.getKey()));
        section.codecs().forEach(this::codec);
        if (!section.streamIds().isEmpty()) {
            section.streamIds().forEach(id -> line("a=rid:" + id + " recv"));
            line("a=simulcast:recv " + String.join(";", section.streamIds()));
        }
        if (section.sends()) {
            section.slot().ifPresent(slot -> slot(slot, section.hasRetransmissions()));
        }
    }

    /** Header extensions of one and of two bytes are both read: RFC 8285 6, which has the answer say so where the offer did. */
    private void mixedHeaders(Attributes offered) {
        if (offered.has(HeaderExtensions.MIXED_HEADERS)) {
            line("a=" + HeaderExtensions.MIXED_HEADERS);
        }
    }

    /** Browsers send redundancy where its type comes first: that is for the client to choose. */
    private static String payloadTypes(NegotiatedCodec codec, List<String> offered) {
        var own = " " + codec.payloadType() + following(codec.retransmissionType());
        var redundancy = following(codec.redundancyType());
        var isFirst = !redundancy.isEmpty()
                && offered.indexOf(redundancy.strip()) < offered.indexOf(Integer.toString(codec.payloadType()));
        return isFirst ? redundancy + own : own + redundancy;
    }

    private static String following(OptionalInt type) {
        return type.isPresent() ? " " + type.getAsInt() : "";
    }

    private void codec(NegotiatedCodec codec) {
        var provider = codec.provider();
        var channels = provider.channels() == 1 ? "" : "/" + provider.channels();
        line("a=rtpmap:" + codec.payloadType() + " " + provider.name() + "/" + provider.clockRate() + channels);
        if (!codec.parameters().isEmpty()) {
            line("a=fmtp:" + codec.payloadType() + " " + codec.parameters());
        }
        codec.rtcpFeedback().forEach(feedback -> line("a=rtcp-fb:" + codec.payloadType() + " " + feedback));
        codec.retransmissionType().ifPresent(type -> {
            line("a=rtpmap:" + type + " " + CodecSelection.RETRANSMISSION + "/" + provider.clockRate());
            line("a=fmtp:" + type + " apt=" + codec.payloadType());
        });
        codec.redundancyType().ifPresent(type -> {
            line("a=rtpmap:" + type + " " + CodecSelection.redundancyEncoding(provider));
            line("a=fmtp:" + type + " " + codec.payloadType() + "/" + codec.payloadType());
        });
    }

    private void slot(Slot slot, boolean hasRetransmissions) {
        line("a=msid:" + slot.streamId() + " " + slot.trackId());
        if (hasRetransmissions) {
            line("a=ssrc-group:FID " + slot.ssrc() + " " + slot.retransmissionSsrc());
        }
        source(slot.ssrc(), slot);
        if (hasRetransmissions) {
            source(slot.retransmissionSsrc(), slot);
        }
    }

    private void source(long ssrc, Slot slot) {
        line("a=ssrc:" + ssrc + " cname:" + slot.cname());
        line("a=ssrc:" + ssrc + " msid:" + slot.streamId() + " " + slot.trackId());
    }

    private void candidates() {
        var candidates = parameters.candidates();
        for (var i = 0; i < candidates.udp().size(); i++) {
            candidate(
                    i + 1,
                    "udp",
                    HOST_PREFERENCE,
                    HIGHEST_LOCAL_PREFERENCE - i,
                    candidates.udp().get(i),
                    "");
        }
        for (var i = 0; i < candidates.tcp().size(); i++) {
            candidate(
                    candidates.udp().size() + i + 1,
                    "tcp",
                    TCP_HOST_PREFERENCE,
                    PASSIVE_DIRECTION_PREFERENCE + HIGHEST_OTHER_PREFERENCE - i,
                    candidates.tcp().get(i),
                    " tcptype passive");
        }
        line("a=end-of-candidates");
    }

    /** RFC 8839 5.1, and RFC 6544 4.5 for what follows the type. */
    private void candidate(
            int foundation,
            String transport,
            long typePreference,
            int localPreference,
            InetSocketAddress address,
            String behind) {
        var priority = typePreference + ((long) localPreference << 8) + (256 - RTP_COMPONENT);
        line("a=candidate:" + foundation + " " + RTP_COMPONENT + " " + transport + " " + priority + " "
                + text(address.getAddress()) + " " + address.getPort() + " typ host" + behind);
    }

    /** The address without a scope, which means nothing to another machine. */
    private static String text(InetAddress address) {
        return address.getHostAddress().split("%", 2)[0];
    }

    private void line(String content) {
        text.append(content).append("\r\n");
    }
}
