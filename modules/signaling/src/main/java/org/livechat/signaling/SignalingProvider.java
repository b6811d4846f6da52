package org.livechat.signaling;

import java.time.Duration;
import java.util.List;
import org.livechat.api.gateway.Gateway;
import org.livechat.api.gateway.GatewayContext;
import org.livechat.api.gateway.GatewayProvider;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/** Makes the WebSocket gateway. */
public final class SignalingProvider implements GatewayProvider {
    private static final SignalingSettings DEFAULTS = SignalingSettings.defaults();
    private static final int MILLION = 1_000_000;
    private static final int LEAST_BYTES = 65_536;

    private static final Setting<Duration> IDENTIFY_TIMEOUT = Setting.duration(
            "identify_timeout",
            DEFAULTS.identifyTimeout(),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            "How long a connection may stay without a valid token.");
    private static final Setting<Integer> UNIDENTIFIED_PER_ADDRESS = Setting.integer(
            "unidentified_per_address",
            DEFAULTS.unidentifiedPerAddress(),
            1,
            MILLION,
            "Connections of one client address that have not identified yet.");
    private static final Setting<Integer> AWAY_PER_ADDRESS = Setting.integer(
            "away_per_address",
            DEFAULTS.awayPerAddress(),
            1,
            MILLION,
            "Sessions of one client address that may wait for clients whose connections were lost.");
    private static final Setting<Integer> FRAME_LIMIT = Setting.bytes(
            "frame_limit",
            DEFAULTS.frameLimitBytes(),
            SignalingSettings.UNIDENTIFIED_FRAME_LIMIT_BYTES,
            Integer.MAX_VALUE,
            "The largest frame that a client may send.");
    private static final Setting<Integer> EGRESS_QUEUE = Setting.integer(
            "egress_queue",
            DEFAULTS.egress().packets(),
            16,
            MILLION,
            "Packets that may wait for one client; one that lets them pile up is disconnected.");
    private static final Setting<Integer> EGRESS_BYTES = Setting.bytes(
            "egress_bytes",
            DEFAULTS.egress().bytes(),
            LEAST_BYTES,
            Integer.MAX_VALUE,
            "Bytes that may wait for one client, unless it is a single packet.");
    private static final Setting<Integer> EGRESS_MEMORY = Setting.bytes(
            "egress_memory",
            DEFAULTS.egress().allBytes(),
            LEAST_BYTES,
            Integer.MAX_VALUE,
            "Bytes that may wait for all clients together, within an eighth of the heap.");
    private static final Setting<Integer> INGRESS_MEMORY = Setting.bytes(
            "ingress_memory",
            DEFAULTS.ingressBytes(),
            LEAST_BYTES,
            Integer.MAX_VALUE,
            "Bytes that may have come of messages of all clients that are not whole yet, within an eighth of the heap.");
    private static final Setting<Integer> RESUME_MEMORY = Setting.bytes(
            "resume_memory",
            DEFAULTS.keptBytes(),
            LEAST_BYTES,
            Integer.MAX_VALUE,
            "Bytes that may be kept for clients that may have lost them with a connection, of all, within an eighth of the heap.");
    private static final Setting<Duration> EGRESS_TIMEOUT = Setting.duration(
            "egress_timeout",
            DEFAULTS.egress().timeout(),
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            "How long a client may take nothing of a packet; long packets have a second more for each 16 KiB.");
    private static final Setting<Integer> FRAMES_PER_SECOND = Setting.integer(
            "frames_per_second",
            DEFAULTS.framesPerSecond(),
            1,
            MILLION,
            "Frames that a client may send in the long run.");
    private static final Setting<Integer> FRAME_BURST =
            Setting.integer("frame_burst", DEFAULTS.frameBurst(), 1, MILLION, "Frames that a client may send at once.");

    @Override
    public String name() {
        return "signaling";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(
                IDENTIFY_TIMEOUT,
                UNIDENTIFIED_PER_ADDRESS,
                AWAY_PER_ADDRESS,
                FRAME_LIMIT,
                EGRESS_QUEUE,
                EGRESS_BYTES,
                EGRESS_MEMORY,
                EGRESS_TIMEOUT,
                INGRESS_MEMORY,
                RESUME_MEMORY,
                FRAMES_PER_SECOND,
                FRAME_BURST);
    }

    @Override
    public Gateway create(GatewayContext context) {
        Settings said = context.settings();
        var gateway = new SignalingGateway(
                context.control(),
                context.admission(),
                new SignalingSettings(
                        said.get(IDENTIFY_TIMEOUT),
                        said.get(UNIDENTIFIED_PER_ADDRESS),
                        said.get(AWAY_PER_ADDRESS),
                        said.get(FRAME_LIMIT),
                        new EgressLimits(
                                said.get(EGRESS_QUEUE),
                                said.get(EGRESS_BYTES),
                                said.get(EGRESS_MEMORY),
                                said.get(EGRESS_TIMEOUT)),
                        said.get(INGRESS_MEMORY),
                        said.get(RESUME_MEMORY),
                        said.get(FRAMES_PER_SECOND),
                        said.get(FRAME_BURST),
                        DEFAULTS.badPacketsInARow(),
                        DEFAULTS.closeTimeout()),
                context.trace());
        context.metrics().add(new SignalingMetrics(gateway));
        return gateway;
    }
}
