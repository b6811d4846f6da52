package org.livechat.media.warmup;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.RelayPlan;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.channel.ChannelRelay;
import org.livechat.media.connection.Connection;
import org.livechat.media.connection.Handshakes;
import org.livechat.media.endpoint.Agreement;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.endpoint.Negotiation;
import org.livechat.media.event.DeafListener;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.format.CodecSet;
import org.livechat.media.format.FormatTable;
import org.livechat.media.inbound.Talker;
import org.livechat.media.life.Patience;
import org.livechat.media.peer.Peer;
import org.livechat.media.worker.Worker;
import org.livechat.media.worker.WorkerParts;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.rtc.rtp.RtcpWriter;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.sdp.HostCandidates;
import org.livechat.rtc.srtp.SrtpMasterKey;
import org.livechat.rtc.srtp.SrtpProfile;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.srtp.SrtpWorkspace;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.IceLite;

/**
 * A channel with a talker and listeners that exist nowhere else: reached without ICE, keyed without DTLS. What a packet's way is
 * warmed up and measured with.
 */
final class SyntheticChannel implements AutoCloseable {
    /** What the talker sends: payload type, ticks from one packet to the next, and size. */
    enum Media {
        VOICE(111, 960, 160),
        VIDEO(96, 3000, 1100);

        private final int payloadType;
        private final int ticks;
        private final int payloadBytes;

        Media(int payloadType, int ticks, int payloadBytes) {
            this.payloadType = payloadType;
            this.ticks = ticks;
            this.payloadBytes = payloadBytes;
        }
    }

    /** A VP8 keyframe of one packet (RFC 7741 4.2, RFC 6386 9.1); to Opus it is as good as any. */
    private static final byte[] KEYFRAME = {
        0x10, 0x10, 0x02, 0x00, (byte) 0x9D, 0x01, 0x2A, 0x40, 0x01, (byte) 0xF0, 0x00
    };

    private static final String CHANNEL = "synthetic";
    private static final int SSRC = 4711;
    private static final int REDUNDANT = 63;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SecureRandom random = new SecureRandom();
    private final SrtpWorkspace workspace = new SrtpWorkspace();
    private final EndpointDirectory directory = new EndpointDirectory();
    private final CodecSet codecs = new CodecSet(BuiltInCodecs.all(), new FormatTable());
    private final Handshakes handshakes = new Handshakes(1, LIMIT);
    private final MediaEvents events = new MediaEvents(new DeafListener());
    private final SrtpProfile profile;
    private final SrtpSender talkerCipher;
    /** The SSRCs of the slots for voices, the talker's own first. */
    private final List<Integer> voices = new ArrayList<>();

    private final List<SrtpSender> listenerCiphers = new ArrayList<>();
    private int sequence;

    /**
     * @param talker where the talker sends from
     * @param listeners where each listener is
     */
    SyntheticChannel(SrtpProfile profile, PeerAddress talker, List<PeerAddress> listeners) {
        this.profile = profile;
        SrtpMasterKey talkerKey = key();
        this.talkerCipher = new SrtpSender(talkerKey, Media.values().length, workspace);
        Endpoint talking = endpoint("talker", talker, talkerKey);
        List<String> ids = new ArrayList<>(List.of(talking.id()));
        for (int i = 0; i < listeners.size(); i++) {
            SrtpMasterKey listenerKey = key();
            ids.add(endpoint("listener" + i, listeners.get(i), listenerKey).id());
            listenerCiphers.add(new SrtpSender(listenerKey, 1, workspace));
        }
        new ChannelRelay(CHANNEL, directory::find, 1)
                .publish(new RelayPlan(CHANNEL, 1, 1, ChannelMode.PTT, ids, Set.of(talking.id()), LIMIT));
    }

    /** A worker for the channel; its rounds are the caller's to run. */
    Worker worker(DatagramPort port) {
        return Worker.alone(
                port,
                new WorkerParts(
                        directory,
                        handshakes,
                        events,
                        new Patience(LIMIT, LIMIT),
                        endpoint -> {},
                        channel -> {},
                        channel -> {}));
    }

    /** Writes the talker's next packet; returns its length. */
    int nextPacket(Media media, byte[] buffer, int offset) {
        int header = RtpPacket.writeHeader(
                buffer, offset, false, media.payloadType, sequence, media.ticks * sequence, SSRC + media.payloadType);
        System.arraycopy(KEYFRAME, 0, buffer, offset + header, KEYFRAME.length);
        sequence++;
        return talkerCipher.protect(buffer, offset, header + media.payloadBytes);
    }

    /** Writes a report in which a listener misses so many of 256 packets of its voice; returns its length. */
    int nextReport(int listener, int lost, byte[] buffer, int offset) {
        int length = new RtcpWriter()
                .start(buffer, offset)
                .receiverReport(SSRC)
                .reportBlock(voices.get(1 + listener), lost, 0, 0, 0, 0, 0)
                .length();
        return listenerCiphers.get(listener).protectRtcp(buffer, offset, length);
    }

    /** How many packets the talker has written. */
    int packets() {
        return sequence;
    }

    private Endpoint endpoint(String userId, PeerAddress address, SrtpMasterKey clientKey) {
        var credentials = IceCredentials.random(random);
        String offer = offer();
        var negotiation = new Negotiation(
                random,
                new EndpointRequest(CHANNEL, userId, ChannelMode.PTT, false, offer),
                credentials,
                handshakes.fingerprint(),
                HostCandidates.udp(List.of(address.toSocketAddress())),
                () -> codecs);
        Agreement agreement = negotiation.answer(offer);
        voices.add((int)
                agreement.session().sections().getFirst().slot().orElseThrow().ssrc());
        var endpoint = new Endpoint(
                new Peer(credentials.ufrag(), userId),
                new Connection(new IceLite(credentials), agreement.session().remoteFingerprints()),
                CHANNEL,
                false);
        endpoint.negotiated(negotiation.sections(endpoint.talker(), agreement));
        endpoint.peer()
                .keyed(
                        new SrtpSender(key(), Media.values().length, workspace),
                        new SrtpReceiver(clientKey, Talker.MOST_STREAMS, workspace));
        endpoint.peer().moveTo(address);
        directory.add(endpoint);
        directory.reachableAt(address, endpoint);
        return endpoint;
    }

    private String offer() {
        String transport = String.join(
                "\r\n",
                "c=IN IP4 0.0.0.0",
                "a=sendrecv",
                "a=ice-ufrag:abcdefgh",
                "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                "a=fingerprint:" + handshakes.fingerprint(),
                "a=setup:actpass",
                "a=rtcp-mux");
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0 1",
                "m=audio 9 UDP/TLS/RTP/SAVPF " + Media.VOICE.payloadType + " " + REDUNDANT,
                "a=mid:0",
                transport,
                "a=rtpmap:" + Media.VOICE.payloadType + " opus/48000/2",
                "a=rtpmap:" + REDUNDANT + " red/48000/2",
                "a=fmtp:" + REDUNDANT + " " + Media.VOICE.payloadType + "/" + Media.VOICE.payloadType,
                "m=video 9 UDP/TLS/RTP/SAVPF " + Media.VIDEO.payloadType,
                "a=mid:1",
                transport,
                "a=rtpmap:" + Media.VIDEO.payloadType + " VP8/90000",
                "");
    }

    private SrtpMasterKey key() {
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpMasterKey(profile, key, salt);
    }

    @Override
    public void close() {
        handshakes.close();
        events.close();
    }
}
