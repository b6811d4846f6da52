package org.livechat.signaling;

import org.livechat.api.Authenticator;
import org.livechat.api.control.ControlPlane;
import org.livechat.http.FailureLimit;

/** What all connections share. */
record GatewayParts(
        ControlPlane controlPlane,
        Authenticator authenticator,
        FailureLimit failures,
        SignalingSettings settings,
        SignalingCounters counters,
        EventEncoder encoder,
        PacketTrace trace,
        Timer timer) {}
