package org.livechat.signaling;

import org.livechat.api.Authenticator;
import org.livechat.core.ControlPlane;

/** What all connections share. */
record GatewayParts(
        ControlPlane controlPlane,
        Authenticator authenticator,
        SignalingSettings settings,
        SignalingCounters counters,
        EventEncoder encoder,
        PacketTrace trace,
        Timer timer) {}
