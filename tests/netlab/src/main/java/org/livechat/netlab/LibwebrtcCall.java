package org.livechat.netlab;

import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livechat.api.FloorIndicator;
import org.livechat.client.SignalingClient;
import org.livechat.client.SignalingListener;
import org.livechat.libwebrtc.LibwebrtcConnection;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody's stay in a channel with libwebrtc, from joining to leaving. */
final class LibwebrtcCall implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SAMPLE_EVERY_MILLIS = 100;
    private static final String TOKEN = "token=";
    private static final Map<RTCStatsType, String> KEPT =
            Map.of(RTCStatsType.INBOUND_RTP, "inbound", RTCStatsType.OUTBOUND_RTP, "outbound");

    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("netlab-statistics").factory());
    private final HttpClient http = HttpClient.newHttpClient();
    private final ArrayNode samples = JsonMapper.shared().createArrayNode();
    private final PlayedDevices devices;
    private final LibwebrtcConnection connection;
    private final SignalingClient signaling;
    private final String channel;
    private final boolean hears;
    private volatile boolean talking;
    private @Nullable Future<?> sampling;

    /**
     * Signs in; nothing is joined yet.
     *
     * @param link to the console, with a token
     * @param hears whether voices are played, and none is sent
     */
    LibwebrtcCall(URI link, String person, String channel, boolean hears, Devices devices) throws IOException {
        this.channel = channel;
        this.hears = hears;
        this.connection = hears
                ? LibwebrtcConnection.forListening((data, bits, rate, channels, frames) -> {})
                : LibwebrtcConnection.forTalking();
        this.devices = new PlayedDevices(devices); // behind the connection, which loads the library
        String token = link.getFragment().substring(link.getFragment().indexOf(TOKEN) + TOKEN.length());
        this.signaling = SignalingClient.connect(
                        http,
                        URI.create("ws://" + link.getAuthority() + "/ws"),
                        new ClientMessage.Identify(person, token, ClientMessage.Identify.DEFAULT_PRIORITY),
                        new Events())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Joins; returns when media can flow. */
    void join(ImpairingRelay network) {
        // Who hears has a device, whose silence would be sent, and be speech without the floor.
        RTCRtpTransceiverDirection direction =
                hears ? RTCRtpTransceiverDirection.RECV_ONLY : RTCRtpTransceiverDirection.SEND_RECV;
        connection.addVoice("voice", devices.voice(), direction);
        connection.addPicture("picture", devices.picture(), direction);
        connection.negotiate(offer -> {
            ServersCandidate candidate = ServersCandidate.of(answerTo(offer));
            network.lead(0, candidate.host(), candidate.port());
            return candidate.replacedBy(
                    OwnAddress.LOOPBACK.getHostAddress(), network.ports().getFirst());
        });
        connection.awaitConnected();
        sampling = sampler.scheduleAtFixedRate(this::sample, 0, SAMPLE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private String answerTo(String offer) {
        return signaling
                .ask(
                        new ClientMessage.ChannelJoin(
                                channel, 0, Optional.empty(), Optional.of(offer), List.of(), false),
                        AckData.Joined.class,
                        PATIENCE)
                .sdpAnswer()
                .orElseThrow();
    }

    void show() {
        devices.show();
    }

    void talk() {
        devices.speak();
        signaling.tell(new ClientMessage.FloorRequest(channel, OptionalInt.empty(), FloorIndicator.NORMAL));
        Page.until(() -> talking, () -> "for the floor with libwebrtc");
    }

    void letGo() {
        signaling.tell(new ClientMessage.FloorRelease(channel));
    }

    /** Whether the last sample has a picture. */
    boolean hasPicture() {
        synchronized (samples) {
            return !samples.isEmpty()
                    && samples.get(samples.size() - 1)
                            .path("inbound")
                            .valueStream()
                            .anyMatch(report -> report.path("framesDecoded").asLong(0) > 0);
        }
    }

    JsonNode samples() {
        if (sampling != null && sampling.state() == Future.State.FAILED) {
            throw new IllegalStateException("no statistics any more", sampling.exceptionNow());
        }
        synchronized (samples) {
            return samples.deepCopy();
        }
    }

    private void sample() {
        ObjectNode sample = JsonMapper.shared().createObjectNode();
        sample.put("at", System.currentTimeMillis());
        KEPT.values().forEach(sample::putArray);
        for (RTCStats report : connection.statistics().getStats().values()) {
            String direction = KEPT.get(report.getType());
            Map<String, Object> attributes = report.getAttributes();
            if (direction != null) {
                ObjectNode kept = JsonMapper.shared().valueToTree(attributes);
                sample.withArray(direction).add(kept.put("id", report.getId()));
            } else if (report.getType() == RTCStatsType.CANDIDATE_PAIR
                    && Boolean.TRUE.equals(attributes.get("nominated"))) {
                sample.putPOJO("available", attributes.get("availableOutgoingBitrate"));
                sample.putPOJO("roundTrip", attributes.get("currentRoundTripTime"));
            }
        }
        synchronized (samples) {
            samples.add(JsonMapper.shared().readTree(sample.toString()));
        }
    }

    @Override
    public void close() {
        sampler.shutdown();
        sampler.close();
        devices.close();
        signaling.close();
        connection.close();
        http.close();
    }

    private final class Events implements SignalingListener {
        @Override
        public void received(ServerMessage message) {
            if (message instanceof ServerMessage.FloorGranted) {
                talking = true;
            }
        }
    }
}
