package org.livechat.media.endpoint;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.MediaKind;
import org.livechat.media.format.CodecSet;
import org.livechat.media.format.ExtensionIds;
import org.livechat.media.format.PacketNumbers;
import org.livechat.media.format.PayloadType;
import org.livechat.media.format.PayloadTypes;
import org.livechat.media.inbound.RetransmissionSources;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.media.outbound.Slot;
import org.livechat.media.outbound.StreamSources;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.sdp.AnswerParameters;
import org.livechat.rtc.sdp.Answerer;
import org.livechat.rtc.sdp.NegotiatedCodec;
import org.livechat.rtc.sdp.NegotiatedSection;
import org.livechat.rtc.sdp.NegotiatedSession;
import org.livechat.rtc.sdp.SdpException;
import org.livechat.rtc.stun.IceCredentials;

/** The offers and answers of one PeerConnection. Keeps what has to stay the same from one answer to the next. */
public final class Negotiation {
    private final SecureRandom random;
    private final EndpointRequest request;
    private final IceCredentials credentials;
    private final Fingerprint fingerprint;
    private final List<InetSocketAddress> candidates;
    private final Supplier<CodecSet> codecs;
    private final long sessionId;
    private final String cname;
    private final Map<String, Track> tracksByMid = new HashMap<>();
    private final Map<Long, Slot> slotsBySsrc = new HashMap<>();
    private final Map<String, Deque<org.livechat.rtc.sdp.Slot>> described = new HashMap<>();
    private Optional<NegotiatedSession> previous = Optional.empty();

    /** @param codecs gives those that the next answer can choose from */
    public Negotiation(
            SecureRandom random,
            EndpointRequest request,
            IceCredentials credentials,
            Fingerprint fingerprint,
            List<InetSocketAddress> candidates,
            Supplier<CodecSet> codecs) {
        this.random = random;
        this.request = request;
        this.credentials = credentials;
        this.fingerprint = fingerprint;
        this.candidates = candidates;
        this.codecs = codecs;
        this.sessionId = random.nextLong(Long.MAX_VALUE);
        this.cname = Long.toHexString(random.nextLong());
    }

    /**
     * Answers an offer with the codecs there are now.
     *
     * @throws RequestRefused when it cannot be answered; what was negotiated before stays
     */
    public synchronized Agreement answer(String offer) {
        CodecSet present = codecs.get();
        try {
            var session = Answerer.answer(
                    offer,
                    new AnswerParameters(
                            sessionId,
                            request.mode(),
                            request.listenOnly(),
                            credentials,
                            fingerprint,
                            candidates,
                            present.providers(),
                            AnswerParameters.RELAYED_FEEDBACK,
                            AnswerParameters.RELAYED_EXTENSIONS,
                            this::nextSlot,
                            previous));
            previous = Optional.of(session);
            return new Agreement(
                    session,
                    new PacketNumbers(
                            new PayloadTypes(payloadTypes(session, present)),
                            ExtensionIds.of(session),
                            session.sections().stream().anyMatch(NegotiatedSection::receiversMeasure),
                            session.sections().stream()
                                    .flatMap(section -> section.codecs().stream())
                                    .anyMatch(NegotiatedCodec::tellsRate)));
        } catch (SdpException e) {
            throw new RequestRefused(ErrorCode.OFFER_NOT_ACCEPTABLE, "sdp_offer: " + e.getMessage());
        }
    }

    /**
     * What the client sends and receives by an answer. A mid keeps its track, also after it was inactive for a time, and
     * an SSRC its slot, whose sequence goes on.
     */
    public synchronized Sections sections(Talker talker, Agreement agreement) {
        List<Track> tracks = new ArrayList<>();
        List<Slot> slots = new ArrayList<>();
        Map<Integer, Integer> retransmissions = new HashMap<>();
        for (NegotiatedSection section : agreement.session().sections()) {
            if (section.receives()) {
                retransmissions.putAll(section.retransmissions());
                Track track = tracksByMid.computeIfAbsent(section.mid(), mid -> new Track(talker, mid, section.kind()));
                track.negotiated(section.streamIds());
                tracks.add(track);
            }
            if (section.sends()) {
                section.slot()
                        .map(slot -> slotsBySsrc.computeIfAbsent(
                                slot.ssrc(),
                                ssrc -> new Slot(
                                        talker.peer(),
                                        section.mid(),
                                        section.kind(),
                                        new StreamSources(ssrc.intValue(), (int) slot.retransmissionSsrc()),
                                        random)))
                        .ifPresent(slots::add);
            }
        }
        return new Sections(tracks, slots, new RetransmissionSources(retransmissions), agreement.numbers());
    }

    private static List<PayloadType> payloadTypes(NegotiatedSession session, CodecSet present) {
        List<PayloadType> types = new ArrayList<>();
        for (NegotiatedSection section : session.sections()) {
            for (NegotiatedCodec codec : section.codecs()) {
                present.of(codec.provider(), codec.parameters())
                        .map(known -> new PayloadType(
                                codec.payloadType(),
                                known,
                                codec.retransmissionType().orElse(PayloadType.NONE),
                                codec.redundancyType().orElse(PayloadType.NONE),
                                codec.asksForLost()))
                        .ifPresent(types::add);
            }
        }
        return types;
    }

    /** The slot of a mid that begins to receive, or does so again: two take turns, so that their number is bounded. */
    private org.livechat.rtc.sdp.Slot nextSlot(String mid, MediaKind kind) {
        var slots = described.computeIfAbsent(mid, key -> new ArrayDeque<>());
        slots.addLast(slots.size() < 2 ? newSlot(mid, kind) : slots.removeFirst());
        return slots.getLast();
    }

    private org.livechat.rtc.sdp.Slot newSlot(String mid, MediaKind kind) {
        // Not 0 and not the 1 that the server's own reports carry; 31 bits keep it readable in every tool. Even ones
        // are media,
        // and the odd one behind it is what of it is sent again, so that no two are the same.
        long ssrc = 2L + 2L * random.nextInt(Integer.MAX_VALUE / 2 - 1);
        String stream = switch (request.mode()) {
            // One stream, so that the client keeps the talker's voice and picture together.
            case PTT -> "floor";
            case CONFERENCE -> "slot-" + mid;
        };
        return new org.livechat.rtc.sdp.Slot(ssrc, ssrc + 1, cname, stream, kind.wireName() + "-" + mid);
    }
}
