package org.livechat.signaling;

import org.livechat.api.control.ControlPlane;
import org.livechat.api.gateway.Admission;
import org.livechat.api.network.PerNetworkCount;

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
        PerNetworkCount away,
        UnfinishedMessages unfinished,
        PacketTrace trace,
        Timer timer) {}
