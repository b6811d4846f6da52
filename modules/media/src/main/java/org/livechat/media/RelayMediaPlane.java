package org.livechat.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.IceServers;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.MediaPlane;
import org.livechat.api.media.OpenedEndpoint;
import org.livechat.api.media.PeerStatus;
import org.livechat.api.media.RelayPlan;
import org.livechat.api.media.SlotAssignment;
import org.livechat.api.media.TrackSelection;
import org.livechat.api.metrics.HistogramFamily;
import org.livechat.api.metrics.Metric;
import org.livechat.api.metrics.MetricSource;
import org.livechat.api.recording.Recorder;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.SharedPortProtocol;
import org.livechat.api.watch.Turn;
import org.livechat.api.watch.Watched;
import org.livechat.media.channel.ChannelRelay;
import org.livechat.media.connection.Connection;
import org.livechat.media.connection.Handshakes;
import org.livechat.media.endpoint.Agreement;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.endpoint.Negotiation;
import org.livechat.media.endpoint.StoppedLines;
import org.livechat.media.event.MediaEvents;
import org.livechat.media.format.CodecSet;
import org.livechat.media.format.FormatTable;
import org.livechat.media.life.Patience;
import org.livechat.media.outbound.Slot;
import org.livechat.media.outbound.TileWish;
import org.livechat.media.peer.Peer;
import org.livechat.media.picture.ChannelView;
import org.livechat.media.quality.PeerHistograms;
import org.livechat.media.tcp.FrameSender;
import org.livechat.media.tcp.TcpPort;
import org.livechat.media.warmup.WarmUp;
import org.livechat.media.worker.WorkerParts;
import org.livechat.media.worker.Workers;
import org.livechat.rtc.sdp.HostCandidates;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.IceLite;

/**
 * The media plane over one port of UDP, and of TCP, and perhaps the web server's: what the control plane asks for is turned into work for
 * the workers.
 */
public final class RelayMediaPlane implements MediaPlane, MetricSource, Watched {
    private final MediaSettings settings;
    private final List<InetSocketAddress> udpCandidates;
    private final List<InetSocketAddress> tcpCandidates;
    private final SecureRandom random = new SecureRandom();
    private final FormatTable formats = new FormatTable();
    private final EndpointDirectory directory = new EndpointDirectory();
    private final Map<String, Negotiation> negotiations = new ConcurrentHashMap<>();
    private final Map<String, ChannelRelay> channels = new ConcurrentHashMap<>();
    private final InetSocketAddress localAddress;
    private final Handshakes handshakes;
    private final MediaEvents events;
    private final Optional<TcpPort> tcp;
    private final Optional<WebPort> webPort;
    private final Workers workers;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final PeerHistograms histograms = new PeerHistograms();
    private final List<Metric> metrics;
    private final Optional<Recorder> recorder;
    private volatile CodecSet codecs;

    private RelayMediaPlane(
            MediaSettings settings,
            MediaPorts ports,
            List<CodecProvider> codecs,
            MediaListener listener,
            Optional<Recorder> recorder) {
        this.settings = settings;
        this.recorder = recorder;
        this.tcp = ports.tcp();
        this.localAddress = ports.udp().getFirst().localAddress();
        this.codecs = new CodecSet(codecs, formats);
        this.udpCandidates = settings.advertised().stream()
                .map(address -> new InetSocketAddress(address, localAddress.getPort()))
                .toList();
        this.tcpCandidates = settings.tcp().enabled() ? udpCandidates : List.of();
        this.webPort = tcp.filter(_ -> settings.tcp().onHttp())
                .map(port ->
                        new WebPort(port, settings.advertised(), settings.tcp().publicHttpPort()));
        this.handshakes = new Handshakes(settings.handshakeThreads(), settings.handshakeTimeout());
        this.events = new MediaEvents(listener);
        this.workers = new Workers(
                ports.udp(),
                () -> tcp.map(TcpPort::sender).orElseGet(FrameSender::none),
                new WorkerParts(
                        directory,
                        handshakes,
                        events,
                        new Patience(settings.handshakeTimeout(), settings.consentTimeout()),
                        histograms,
                        endpoint -> close(endpoint.id()),
                        this::refreshLater,
                        this::listenLater));
        this.metrics = Stream.concat(
                        MediaMetrics.of(workers, directory).stream(),
                        tcp.stream().flatMap(port -> TcpMetrics.of(port, workers).stream()))
                .toList();
    }

    /**
     * Binds the port and starts the workers.
     *
     * @param transports those there are, of which the settings choose one
     * @param codecs those that are negotiated, in the order of preference
     * @param listener told what happens, on a thread of the plane's own
     * @throws IOException when the port is in use or the address not of this machine
     * @throws IllegalArgumentException when the transport asked for is not there or does not run here
     * @throws org.livechat.api.part.PartFailed when the port's number cannot be had for TCP
     */
    public static RelayMediaPlane open(
            MediaSettings settings,
            List<DatagramTransport> transports,
            List<CodecProvider> codecs,
            MediaListener listener)
            throws IOException {
        return open(settings, transports, codecs, listener, Optional.empty());
    }

    /**
     * The same, with what keeps what is said in recorded channels.
     *
     * @throws IOException when the port is in use or the address not of this machine
     */
    public static RelayMediaPlane open(
            MediaSettings settings,
            List<DatagramTransport> transports,
            List<CodecProvider> codecs,
            MediaListener listener,
            Optional<Recorder> recorder)
            throws IOException {
        DatagramTransport transport =
                TransportChoice.of(transports, settings.workers().transport());
        MediaPorts ports = MediaPorts.open(settings, transport);
        if (settings.workers().warmUp()) {
            new WarmUp(transport).run();
        }
        var plane = new RelayMediaPlane(settings, ports, codecs, listener, recorder);
        plane.workers.start();
        plane.tcp.ifPresent(port -> port.start(plane.workers.tcp()));
        return plane;
    }

    @Override
    public IceServers iceServers(String userId) {
        return settings.iceServers().apply(userId);
    }

    @Override
    public boolean records() {
        return recorder.isPresent();
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public List<Integer> tcpPorts() {
        return Stream.concat(
                        tcp.flatMap(TcpPort::localAddress).map(InetSocketAddress::getPort).stream(),
                        webPort.flatMap(WebPort::port).stream())
                .toList();
    }

    @Override
    public Optional<SharedPortProtocol> sharedPort() {
        return webPort.map(shared -> shared);
    }

    @Override
    public List<Metric> metrics() {
        return metrics;
    }

    @Override
    public List<Turn> turns() {
        return Stream.of(workers.turns().stream(), events.turn().stream(), tcp.flatMap(TcpPort::turn).stream())
                .flatMap(turns -> turns)
                .toList();
    }

    @Override
    public List<HistogramFamily> histograms() {
        return histograms.families();
    }

    @Override
    public OpenedEndpoint open(EndpointRequest request) {
        var credentials = IceCredentials.random(random);
        var negotiation = new Negotiation(
                random,
                request,
                credentials,
                handshakes.fingerprint(),
                candidates(),
                () -> codecs,
                () -> others(request.channelId(), credentials.ufrag()));
        Agreement agreement = negotiation.answer(request.sdpOffer());
        var endpoint = new Endpoint(
                new Peer(credentials.ufrag(), request.userId()),
                new Connection(new IceLite(credentials), agreement.session().remoteFingerprints()),
                request.channelId(),
                request.listenOnly());
        endpoint.negotiated(negotiation.sections(endpoint.talker(), agreement));
        negotiations.put(endpoint.id(), negotiation);
        workers.open(endpoint);
        return new OpenedEndpoint(endpoint.id(), agreement.session().answer());
    }

    private HostCandidates candidates() {
        return new HostCandidates(
                udpCandidates,
                Stream.concat(tcpCandidates.stream(), webPort.stream().flatMap(port -> port.candidates().stream()))
                        .distinct()
                        .toList());
    }

    @Override
    public boolean isConnected(String endpointId) {
        return directory
                .find(endpointId)
                .filter(endpoint -> endpoint.peer().isKeyed())
                .isPresent();
    }

    @Override
    public String renegotiate(String endpointId, String sdpOffer) {
        Endpoint endpoint = directory.find(endpointId).orElseThrow(RelayMediaPlane::gone);
        Negotiation negotiation =
                Optional.ofNullable(negotiations.get(endpointId)).orElseThrow(RelayMediaPlane::gone);
        Agreement agreement = negotiation.answer(sdpOffer);
        boolean isAnother =
                !endpoint.connection().fingerprints().equals(agreement.session().remoteFingerprints());
        List<Slot> before = endpoint.slots();
        StoppedLines stopped = endpoint.negotiated(negotiation.sections(endpoint.talker(), agreement));
        endpoint.connection()
                .renegotiated(agreement.session())
                .forEach(ended -> directory.answersNoMore(ended, endpoint));
        directory.answers(endpoint);
        workers.renegotiated(
                endpoint,
                before.stream().filter(slot -> !endpoint.slots().contains(slot)).toList(),
                stopped);
        change(endpoint.channel(), ChannelRelay::refresh);
        if (isAnother) {
            // The client has begun anew, and knows nothing of its slots, though they carry what they did.
            tell(endpoint);
        }
        return agreement.session().answer();
    }

    @Override
    public void useCodecs(List<CodecProvider> newCodecs) {
        codecs = new CodecSet(newCodecs, formats);
    }

    @Override
    public void select(String endpointId, TrackSelection selection) {
        Optional<Endpoint> endpoint = directory.find(endpointId);
        Slot slot = endpoint.flatMap(found -> found.slot(selection.mid()))
                .orElseThrow(() -> new RequestRefused(
                        ErrorCode.INVALID_PAYLOAD,
                        "mid: '%s' is none of your receive slots".formatted(selection.mid())));
        slot.wish(new TileWish(
                selection.height().orElse(TileWish.NONE.height()),
                selection.layer(),
                selection.userId().isPresent()));
        endpoint.ifPresent(found -> change(found.channel(), relay -> relay.pin(slot, selection.userId())));
    }

    @Override
    public void publish(RelayPlan plan) {
        apply(relay(plan.channelId()).publish(plan));
    }

    @Override
    public void retire(String channelId, long epoch) {
        channels.computeIfPresent(channelId, (id, relay) -> relay.retire(epoch) ? null : relay);
    }

    @Override
    public void close(String endpointId) {
        directory.find(endpointId).ifPresent(workers::close);
        negotiations.remove(endpointId);
    }

    @Override
    public List<PeerStatus> peers() {
        return directory.all().stream().map(RelayMediaPlane::status).toList();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            tcp.ifPresent(TcpPort::close);
            workers.close();
            handshakes.close();
            events.close();
        }
    }

    private List<Endpoint> others(String channelId, String endpointId) {
        ChannelRelay relay = channels.get(channelId);
        return relay == null
                ? List.of()
                : relay.endpoints().stream()
                        .filter(endpoint -> !endpoint.id().equals(endpointId))
                        .toList();
    }

    private ChannelRelay relay(String channelId) {
        return channels.computeIfAbsent(
                channelId, id -> new ChannelRelay(id, directory::find, settings.loudest(), recorder));
    }

    private void refreshLater(ChannelView channel) {
        // In a PTT channel the floor alone decides what the slots carry.
        if (!channel.picture().reportsBursts()) {
            events.raise(listener -> change(channel, ChannelRelay::refresh));
        }
    }

    private void listenLater(ChannelView channel) {
        events.raise(listener -> change(channel, relay -> relay.listen(System.nanoTime())));
    }

    private void change(ChannelView channel, Function<ChannelRelay, ChannelRelay.Change> how) {
        ChannelRelay relay = channels.get(channel.id());
        if (relay != null) {
            apply(how.apply(relay));
        }
    }

    private void apply(ChannelRelay.Change change) {
        workers.slotsChanged(change.endpoints());
        change.slotsChanged().forEach(this::tell);
    }

    private void tell(Endpoint endpoint) {
        List<SlotAssignment> slots =
                endpoint.slots().stream().map(Slot::describe).toList();
        events.raise(listener -> listener.tracksChanged(endpoint.id(), slots));
    }

    private static PeerStatus status(Endpoint endpoint) {
        var address = Optional.ofNullable(endpoint.peer().address());
        return new PeerStatus(
                endpoint.id(),
                endpoint.peer().userId(),
                endpoint.channelId(),
                address.map(PeerAddress::toSocketAddress),
                lastSeenMillis(endpoint.peer()),
                endpoint.peer().isKeyed(),
                endpoint.talker().tracks().stream()
                        .flatMap(track -> Stream.ofNullable(track.latest()))
                        .map(stream -> new PeerStatus.Track(
                                Integer.toUnsignedLong(stream.ssrc()),
                                stream.track().kind()))
                        .toList(),
                Optional.ofNullable(endpoint.peer().quality()),
                address.filter(at -> at.stream() != PeerAddress.NO_STREAM).isPresent());
    }

    private static long lastSeenMillis(Peer peer) {
        return peer.isSeen()
                ? System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - peer.lastSeenNanos())
                : PeerStatus.NEVER_SEEN;
    }

    private static RequestRefused gone() {
        return new RequestRefused(ErrorCode.NOT_JOINED, "your media connection has ended; join the channel again");
    }
}
