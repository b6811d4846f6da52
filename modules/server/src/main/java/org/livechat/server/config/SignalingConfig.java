package org.livechat.server.config;

import java.time.Duration;

/**
 * The WebSocket side.
 *
 * @param heartbeatInterval what HELLO tells clients
 * @param missedHeartbeats how many intervals may pass in silence before a session ends
 * @param identifyTimeout how long a connection may stay without a successful IDENTIFY
 * @param unidentifiedPerAddress connections of one client address that have not identified yet
 * @param frameBytes the largest frame that a client may send
 * @param egressQueue packets that may wait for one client
 * @param framesPerSecond the steady rate of frames a client may send
 * @param frameBurst how many frames may come at once
 */
public record SignalingConfig(
        Duration heartbeatInterval,
        int missedHeartbeats,
        Duration identifyTimeout,
        int unidentifiedPerAddress,
        int frameBytes,
        int egressQueue,
        int framesPerSecond,
        int frameBurst) {
    static SignalingConfig read(Section section) {
        var config = new SignalingConfig(
                section.duration("heartbeat_interval", Duration.ofSeconds(30)),
                section.integer("missed_heartbeats", 3, 1, 100),
                section.duration("identify_timeout", Duration.ofSeconds(10)),
                section.integer("unidentified_per_address", 64, 1, 1_000_000),
                section.bytes("frame_limit", 256 * 1024),
                section.integer("egress_queue", 2048, 16, 1_000_000),
                section.integer("frames_per_second", 50, 1, 1_000_000),
                section.integer("frame_burst", 100, 1, 1_000_000));
        section.end();
        return config;
    }
}
