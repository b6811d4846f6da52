package org.livechat.media.worker;

import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.PeerQuality;
import org.livechat.api.media.RelayPlan;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.channel.ChannelRelay;
import org.livechat.media.connection.Connection;
import org.livechat.media.connection.Handshakes;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.Agreement;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.endpoint.Negotiation;
import org.livechat.media.event.DeafListener;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.format.CodecSet;
import org.livechat.media.format.ExtensionIds;
import org.livechat.media.format.FormatTable;
import org.livechat.media.format.PacketExtensions;
import org.livechat.media.inbound.Talker;
import org.livechat.media.inbound.Track;
import org.livechat.media.life.Patience;
import org.livechat.media.outbound.TileWish;
import org.livechat.media.peer.Peer;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.rtc.rtp.PacketKind;
import org.livechat.rtc.rtp.RtcpReader;
import org.livechat.rtc.rtp.RtcpWriter;
import org.livechat.rtc.rtp.RtpPacket;
import org.livechat.rtc.sdp.HostCandidates;
import org.livechat.rtc.srtp.SrtpMasterKey;
import org.livechat.rtc.srtp.SrtpProfile;
import org.livechat.rtc.srtp.SrtpReceiver;
import org.livechat.rtc.srtp.SrtpReject;
import org.livechat.rtc.srtp.SrtpSender;
import org.livechat.rtc.srtp.SrtpWorkspace;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.IceLite;

/**
 * One worker and its clients in virtual time: real offers and answers, real SRTP, real RTP and RTCP, but no network, no ICE and no
 * DTLS. What is sent to whom, and when, is exact.
 */
final class Studio implements AutoCloseable {
    static final int OPUS = 111;
    static final int RED = 63;
    static final int VP8 = 96;
    static final int VP8_AGAIN = 97;

    private static final String CHANNEL = "studio";
    private static final ExtensionIds IDS = new ExtensionIds(4, 0, 0, 0, 3, 0, 0, 0);
    private static final Duration LONG = Duration.ofHours(1);
    /** That somebody is sent. */
    private static final int MOST_SOURCES = 64;

    private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

    private final SecureRandom random = new SecureRandom();
    private final SrtpWorkspace workspace = new SrtpWorkspace();
    private final EndpointDirectory directory = new EndpointDirectory();
    private final CodecSet codecs;
    private final Handshakes handshakes = new Handshakes(1, LONG);
    private final MediaEvents events;
    private final ChannelRelay relay = new ChannelRelay(CHANNEL, directory::find, 4);
    private final LoopPort port = new LoopPort();
    private final ChannelMode mode;
    private final Worker worker;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private Duration quietAfter = LONG;
    private long plans;
    private boolean refreshing;
    private boolean defectsExpected;
    private boolean failsOnceTracksChange;
    private int trackChanges;
    private long now;

    /** A push-to-talk channel. */
    Studio() {
        this(ChannelMode.PTT);
    }

    Studio(ChannelMode mode) {
        this(mode, new DeafListener());
    }

    /** @param listener told what happens, on a thread of its own */
    Studio(ChannelMode mode, MediaListener listener) {
        this(mode, listener, BuiltInCodecs.all());
    }

    /** A push-to-talk channel with these codecs, in which a test may bring out defects. */
    static Studio withDefects(List<CodecProvider> codecs) {
        return withDefects(codecs, new DeafListener());
    }

    /** The same, with one who is told what happens. */
    static Studio withDefects(List<CodecProvider> codecs, MediaListener listener) {
        var studio = new Studio(ChannelMode.PTT, listener, codecs);
        studio.defectsExpected = true;
        return studio;
    }

    /** Has the next track that comes or goes bring out a defect. */
    void failOnceTracksChange() {
        failsOnceTracksChange = true;
    }

    /** How often it was told that a track came or went. */
    int trackChanges() {
        return trackChanges;
    }

    private void changeTracks() {
        trackChanges++;
        if (failsOnceTracksChange) {
            failsOnceTracksChange = false;
            throw new IllegalStateException("a defect of the test's");
        }
        refreshing = true;
    }

    private Studio(ChannelMode mode, MediaListener listener, List<CodecProvider> providers) {
        this.codecs = new CodecSet(providers, new FormatTable());
        this.events = new MediaEvents(listener);
        this.mode = mode;
        worker = Worker.alone(
                port,
                new WorkerParts(
                        directory,
                        handshakes,
                        events,
                        new Patience(LONG, LONG),
                        endpoint -> {},
                        c -> changeTracks(),
                        c -> {}));
        now = System.nanoTime();
    }

    /**
     * A clear RTP packet that somebody received.
     *
     * @param payload with the padding
     * @param padding how many bytes of that are padding
     * @param whole with header and extensions
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Rtp(
            int ssrc,
            int payloadType,
            int sequence,
            int timestamp,
            boolean marker,
            int transportSequence,
            byte[] payload,
            int padding,
            byte[] whole) {}

    /** Somebody in the channel. */
    final class Person {
        private final PeerAddress address;
        private final Endpoint endpoint;
        private final String answer;
        private final SrtpSender sender;
        private final SrtpReceiver receiver;
        private final List<Rtp> rtp = new ArrayList<>();
        private final List<byte[]> rtcp = new ArrayList<>();
        private int replays;

        private Person(String name, String offer) {
            address = PeerAddress.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2000 + people.size()));
            var credentials = IceCredentials.random(random);
            var negotiation = new Negotiation(
                    random,
                    new EndpointRequest(CHANNEL, name, mode, false, offer),
                    credentials,
                    handshakes.fingerprint(),
                    HostCandidates.udp(List.of(address.toSocketAddress())),
                    () -> codecs);
            Agreement agreement = negotiation.answer(offer);
            answer = agreement.session().answer();
            endpoint = new Endpoint(
                    new Peer(credentials.ufrag(), name),
                    new Connection(new IceLite(credentials), agreement.session().remoteFingerprints()),
                    CHANNEL,
                    false);
            endpoint.negotiated(negotiation.sections(endpoint.talker(), agreement));
            SrtpMasterKey ofServer = key();
            SrtpMasterKey ofClient = key();
            sender = new SrtpSender(ofClient, 16, workspace);
            receiver = new SrtpReceiver(ofServer, MOST_SOURCES, workspace);
            endpoint.peer()
                    .keyed(
                            new SrtpSender(ofServer, MOST_SOURCES, workspace),
                            new SrtpReceiver(ofClient, Talker.MOST_SOURCES, workspace));
            endpoint.peer().moveTo(address);
            directory.add(endpoint);
            directory.reachableAt(address, endpoint);
        }

        /** As of the latest reports. */
        Optional<PeerQuality> quality() {
            return Optional.ofNullable(endpoint.peer().quality());
        }

        String id() {
            return endpoint.id();
        }

        String answer() {
            return answer;
        }

        /** The value of the answer's first line that begins so. */
        String answered(String begin) {
            return answer.lines()
                    .filter(line -> line.startsWith(begin))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(begin + " is not in\n" + answer))
                    .substring(begin.length());
        }

        /** Sends a packet with this payload. */
        void send(int ssrc, int payloadType, int sequence, int timestamp, byte[] payload) {
            send(ssrc, payloadType, sequence, timestamp, new byte[0], payload);
        }

        /** Sends a packet with a block of header extensions, which begins with its profile and length. */
        void send(int ssrc, int payloadType, int sequence, int timestamp, byte[] extensions, byte[] payload) {
            send(ssrc, payloadType, sequence, timestamp, false, extensions, payload);
        }

        /** The same with or without the marker bit. */
        void send(
                int ssrc,
                int payloadType,
                int sequence,
                int timestamp,
                boolean marker,
                byte[] extensions,
                byte[] payload) {
            byte[] buffer = new byte[1500];
            int length = RtpPacket.writeHeader(buffer, 0, marker, payloadType, sequence, timestamp, ssrc);
            if (extensions.length > 0) {
                buffer[0] |= 0x10;
            }
            System.arraycopy(extensions, 0, buffer, length, extensions.length);
            length += extensions.length;
            System.arraycopy(payload, 0, buffer, length, payload.length);
            put(buffer, sender.protect(buffer, 0, length + payload.length));
        }

        /** Sends a packet with nothing but padding, 1 to 255 bytes. */
        void sendPadding(int ssrc, int payloadType, int sequence, int bytes) {
            byte[] buffer = new byte[1500];
            int length = RtpPacket.writeHeader(buffer, 0, false, payloadType, sequence, 0, ssrc);
            buffer[0] |= 0x20;
            buffer[length + bytes - 1] = (byte) bytes;
            put(buffer, sender.protect(buffer, 0, length + bytes));
        }

        /** From here on whatever is sent to it brings out a defect, or no more. */
        void breaksWay(boolean now) {
            port.breaks(address, now);
        }

        /** Sends an RTCP datagram. */
        void report(Consumer<RtcpWriter> written) {
            byte[] buffer = new byte[1500];
            var writer = new RtcpWriter().start(buffer, 0);
            written.accept(writer);
            put(buffer, sender.protectRtcp(buffer, 0, writer.length()));
        }

        private void put(byte[] buffer, int length) {
            if (length < 0) {
                throw new AssertionError("the test's packet was refused: " + length);
            }
            port.put(address, Arrays.copyOf(buffer, length));
        }

        /** What the server thinks how long its answer takes. */
        long roundTripNanos() {
            return endpoint.peer().roundTrip().nanos();
        }

        /** The media that came since this was asked last. */
        List<Rtp> rtp() {
            var all = List.copyOf(rtp);
            rtp.clear();
            return all;
        }

        /** How many packets came that had come before, to the byte. */
        int replays() {
            return replays;
        }

        /** How many sources the server has decrypted a packet of. */
        int sourcesKnown() {
            return endpoint.peer().srtpReceiver().sourceCount();
        }

        /** The mids of those sections of its that have brought anything. */
        List<String> tracksHeard() {
            return endpoint.talker().tracks().stream()
                    .filter(track -> track.latest() != null)
                    .map(Track::mid)
                    .toList();
        }

        /** The RTCP datagrams that came since they were read last. */
        List<byte[]> rtcpDatagrams() {
            return List.copyOf(rtcp);
        }

        /** Reads all RTCP packets that came since this was asked last. */
        void rtcp(Consumer<RtcpReader> read) {
            for (byte[] datagram : rtcp) {
                var reader = new RtcpReader().wrap(datagram, 0, datagram.length);
                while (reader.next()) {
                    read.accept(reader);
                }
            }
            rtcp.clear();
        }

        private void receive() {
            for (byte[] datagram : port.take(address)) {
                if (PacketKind.of(datagram, 0, datagram.length) == PacketKind.RTCP) {
                    int length = receiver.unprotectRtcp(datagram, 0, datagram.length);
                    rtcp.add(Arrays.copyOf(datagram, length));
                    continue;
                }
                int length = receiver.unprotect(datagram, 0, datagram.length);
                if (length == SrtpReject.REPLAYED.code()) {
                    replays++;
                    continue;
                }
                if (length < 0) {
                    throw new AssertionError("the server's packet was refused: " + length);
                }
                int header = RtpPacket.headerLength(datagram, 0, length);
                rtp.add(new Rtp(
                        RtpPacket.ssrc(datagram, 0),
                        RtpPacket.payloadType(datagram, 0),
                        RtpPacket.sequenceNumber(datagram, 0),
                        RtpPacket.timestamp(datagram, 0),
                        RtpPacket.marker(datagram, 0),
                        PacketExtensions.transportSequence(datagram, 0, length, IDS),
                        Arrays.copyOfRange(datagram, header, length),
                        length - header - RtpPacket.payloadLength(datagram, 0, length),
                        Arrays.copyOf(datagram, length)));
            }
        }
    }

    /** Lets somebody in with an offer as browsers make it, cut down to what a test needs. */
    Person enter(String name, String offer) {
        var person = new Person(name, offer);
        people.put(name, person);
        return person;
    }

    /** Has somebody leave; returns what is known of them, for who wants to see that nobody keeps it. */
    WeakReference<Talker> leave(String name) {
        Endpoint endpoint = people.get(name).endpoint;
        directory.notReachableAt(people.remove(name).address, endpoint);
        directory.remove(endpoint);
        endpoint.peer().close();
        worker.closed(endpoint);
        floorOfNobody();
        return new WeakReference<>(endpoint.talker());
    }

    /** An offer of sections of one's own choice. */
    SectionsOffered sections() {
        return new SectionsOffered(handshakes.fingerprint().toString());
    }

    /** Returns when all that has happened so far has been told. */
    void awaitEvents() throws InterruptedException {
        var told = new CountDownLatch(1);
        events.raise(listener -> told.countDown());
        if (!told.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("events were not told");
        }
    }

    /** Has bursts end by a pause of this length in plans from now on; else by none that a test waits for. */
    void endBurstsAfter(Duration pause) {
        quietAfter = pause;
    }

    /** Nobody has the floor. */
    void floorOfNobody() {
        heard(List.of());
    }

    /** Gives somebody the floor. */
    void floor(Person talker) {
        heard(List.of(talker));
    }

    /** Has these and nobody else heard and seen. */
    void heard(List<Person> talkers) {
        plans++;
        ChannelRelay.Change change = relay.publish(new RelayPlan(
                CHANNEL,
                plans,
                plans,
                mode,
                people.values().stream().map(person -> person.endpoint.id()).toList(),
                talkers.stream().map(talker -> talker.endpoint.id()).collect(Collectors.toSet()),
                quietAfter));
        worker.slotsChanged(change.endpoints());
        run(0);
    }

    /** Says of a slot in which tile it is shown. */
    void wish(Person person, String mid, TileWish wish) {
        person.endpoint.slot(mid).orElseThrow().wish(wish);
    }

    /** Draws the picture anew, as the plane does when a track has come or gone. */
    private void refresh() {
        worker.slotsChanged(relay.refresh().endpoints());
    }

    /** Lets time pass in steps of a millisecond, in which the worker does its work. */
    void run(long millis) {
        for (long passed = 0; passed <= millis; passed++) {
            now += passed == 0 ? 0 : 1_000_000;
            do {
                worker.doWork(now);
                if (refreshing) {
                    refreshing = false;
                    refresh();
                }
            } while (port.hasMore());
            people.values().forEach(Person::receive);
        }
    }

    long now() {
        return now;
    }

    long count(MediaCounters.Count count) {
        return worker.counters().get(count);
    }

    /** Voice and a picture as Chromium offers them: with what repairs them, and what measures the way. */
    String offer(String... more) {
        return new OfferOfStudio(handshakes.fingerprint().toString(), List.of(more)).text();
    }

    /** The same with sections of their own for what is sent, the picture in so many sizes, and for so many that are received. */
    String conferenceOffer(List<String> sizes, int received) {
        return new OfferOfStudio(handshakes.fingerprint().toString(), List.of()).conference(sizes, received);
    }

    /** The same with a format for voices that carry older payloads once more. */
    String redundantOffer() {
        return offer().replace("SAVPF 111\r\n", "SAVPF 111 63\r\n")
                .replace(
                        "a=rtpmap:111 opus/48000/2\r\n",
                        "a=rtpmap:111 opus/48000/2\r\na=rtpmap:63 red/48000/2\r\na=fmtp:63 111/111\r\n");
    }

    private SrtpMasterKey key() {
        byte[] key = new byte[PROFILE.keyBytes()];
        byte[] salt = new byte[PROFILE.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpMasterKey(PROFILE, key, salt);
    }

    @Override
    public void close() {
        handshakes.close();
        events.close();
        if (!defectsExpected && count(MediaCounters.Count.DEFECTS) > 0) {
            throw new AssertionError("the worker has met defects, which are in the log");
        }
    }
}
