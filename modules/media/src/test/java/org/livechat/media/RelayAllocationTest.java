package org.livechat.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.RelayPlan;
import org.livechat.api.media.SlotAssignment;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.sdp.NegotiatedSession;
import org.livechat.rtc.srtp.SrtpMasterKey;
import org.livechat.rtc.srtp.SrtpProfile;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.srtp.SrtpWorkspace;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.IceLite;
import org.livechat.transport.PeerAddress;

/**
 * The way of a packet through the worker leaves no garbage of ours, be it voice or video. Under AES_CM that is none at all;
 * AEAD_AES_128_GCM allocates inside the JDK, whose cipher has to be initialised for each packet.
 */
class RelayAllocationTest {
    private static final int LISTENERS = 10;
    private static final int WARM_UP_PACKETS = 40_000;
    private static final int MEASURED_PACKETS = 30_000;
    /** Now and then a report is due; what is allocated for it is spread over many packets. */
    private static final double BYTES_A_PACKET = 6;

    /** What one protection or the opposite costs in the JDK's cipher: 930 bytes where this was written. */
    private static final double BYTES_A_GCM_CALL = 1200;

    /** A VP8 keyframe of one packet (RFC 7741 4.2, RFC 6386 9.1). */
    private static final byte[] KEYFRAME = {
        0x10, 0x10, 0x02, 0x00, (byte) 0x9D, 0x01, 0x2A, 0x40, 0x01, (byte) 0xF0, 0x00
    };

    /** What is relayed: its payload type, clock and size. */
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

    private final SecureRandom random = new SecureRandom();
    private final SrtpWorkspace workspace = new SrtpWorkspace();
    private final EndpointDirectory directory = new EndpointDirectory();
    private final CodecTable codecs = new CodecTable();
    private final MediaSettings settings = new MediaSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            List.of(InetAddress.getLoopbackAddress()),
            1 << 18,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            1,
            3,
            List.of());
    private int sequence;

    @ParameterizedTest
    @CsvSource({
        "VOICE, AES_CM_128_HMAC_SHA1_80",
        "VIDEO, AES_CM_128_HMAC_SHA1_80",
        "VOICE, AEAD_AES_128_GCM",
        "VIDEO, AEAD_AES_128_GCM"
    })
    void a_packet_of_a_talker_is_relayed_without_garbage(Media media, SrtpProfile profile)
            throws ReflectiveOperationException {
        SrtpMasterKey key = key(profile);
        var talkerCipher = new SrtpSender(key, 1, workspace);
        PeerAddress talkerAddress = address(1000);
        var port = new ScriptedPort(talkerAddress, (buffer, offset) -> {
            int header = RtpPacket.writeHeader(
                    buffer, offset, false, media.payloadType, sequence, media.ticks * sequence, 4711);
            System.arraycopy(KEYFRAME, 0, buffer, offset + header, KEYFRAME.length);
            sequence++;
            return talkerCipher.protect(buffer, offset, header + media.payloadBytes);
        });
        try (var handshakes = new Handshakes(1, Duration.ofSeconds(10));
                var events = new MediaEvents(new Nobody())) {
            var worker = new Worker(
                    port,
                    0,
                    false,
                    new WorkerParts(directory, handshakes, events, settings, endpoint -> {}, relay -> {}, relay -> {}));
            List<String> ids = new ArrayList<>();
            for (int i = 0; i <= LISTENERS; i++) {
                ids.add(endpoint(handshakes, "user" + i, address(1000 + i), i == 0 ? key : key(profile)));
            }
            new ChannelRelay(directory::find, 3)
                    .publish(new RelayPlan(
                            "channel", 1, 1, ChannelMode.PTT, ids, Set.of(ids.getFirst()), Duration.ofSeconds(4)));
            var meter = new AllocationMeter();

            run(worker, WARM_UP_PACKETS);
            long sentBefore = port.sent();
            long before = meter.bytes();
            int relayed = run(worker, MEASURED_PACKETS);
            long bytes = meter.bytes() - before;

            assertThat(port.sent() - sentBefore).isGreaterThanOrEqualTo((long) relayed * LISTENERS);
            double perPacket = (double) bytes / relayed / (LISTENERS + 1);
            System.out.printf("%s, %s: %.2f bytes allocated a cipher call%n", media, profile, perPacket);
            assertThat(perPacket)
                    .as("bytes allocated for each of one packet in and %s out", LISTENERS)
                    .isLessThan(profile == SrtpProfile.AEAD_AES_128_GCM ? BYTES_A_GCM_CALL : BYTES_A_PACKET);
        }
    }

    /** Relays at least that many packets of the talker's; returns how many. */
    private int run(Worker worker, int packets) {
        int first = sequence;
        while (sequence - first < packets) {
            worker.doWork(System.nanoTime());
        }
        return sequence - first;
    }

    private String endpoint(Handshakes handshakes, String userId, PeerAddress address, SrtpMasterKey key) {
        var credentials = IceCredentials.random(random);
        String offer = String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0 1",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                "c=IN IP4 0.0.0.0",
                "a=mid:0",
                "a=sendrecv",
                "a=ice-ufrag:abcdefgh",
                "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                "a=fingerprint:" + handshakes.fingerprint(),
                "a=setup:actpass",
                "a=rtcp-mux",
                "a=rtpmap:111 opus/48000/2",
                "m=video 9 UDP/TLS/RTP/SAVPF 96",
                "c=IN IP4 0.0.0.0",
                "a=mid:1",
                "a=sendrecv",
                "a=ice-ufrag:abcdefgh",
                "a=ice-pwd:abcdefghijklmnopqrstuvwx",
                "a=fingerprint:" + handshakes.fingerprint(),
                "a=setup:actpass",
                "a=rtcp-mux",
                "a=rtpmap:96 VP8/90000",
                "");
        var negotiation = new Negotiation(
                random,
                new EndpointRequest("channel", userId, ChannelMode.PTT, false, offer),
                credentials,
                handshakes.fingerprint(),
                List.of(address(10_000).toSocketAddress()),
                BuiltInCodecs.all(),
                codecs);
        NegotiatedSession session = negotiation.answer(offer);
        var endpoint = new Endpoint(
                userId, "channel", false, new IceLite(credentials), session.remoteFingerprints(), negotiation);
        endpoint.negotiated(negotiation.sections(endpoint, session));
        endpoint.keyed(
                new SrtpSender(key(key.profile()), 8, workspace),
                new SrtpReceiver(key, Endpoint.MOST_STREAMS, workspace));
        endpoint.moveTo(address);
        directory.add(endpoint);
        directory.reachableAt(address, endpoint);
        return endpoint.id();
    }

    private SrtpMasterKey key(SrtpProfile profile) {
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpMasterKey(profile, key, salt);
    }

    private static PeerAddress address(int port) {
        return PeerAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static final class Nobody implements MediaListener {
        @Override
        public void connected(String endpointId) {}

        @Override
        public void moved(String endpointId) {}

        @Override
        public void burstStarted(String endpointId) {}

        @Override
        public void burstQuiet(String endpointId) {}

        @Override
        public void mediaWithoutFloor(String endpointId) {}

        @Override
        public void tracksChanged(String endpointId, List<SlotAssignment> slots) {}

        @Override
        public void closed(String endpointId, Reason reason) {}
    }
}
