package org.livechat.signaling;

import org.livechat.api.control.ControlPlane;
import org.livechat.api.gateway.Admission;

/** What all connections share. */
record GatewayParts(
        ControlPlane controlPlane,
        Admission admission,
        SignalingSettings settings,
        SignalingCounters counters,
        EventEncoder encoder,
        ChannelLists lists,
        ParcelBudget budget,
        ParcelBudget keptBudget,
        SessionStreams streams,
        UnfinishedMessages unfinished,
        PacketTrace trace,
        Timer timer) {}
