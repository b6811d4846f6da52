package org.livechat.media.worker;

import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.PeerAddress;
import org.livechat.media.agenda.Agenda;
import org.livechat.media.counter.Defects;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.endpoint.Endpoint;
import org.livechat.media.endpoint.EndpointDirectory;
import org.livechat.media.feedback.RtcpDesk;
import org.livechat.media.inbox.Fellows;
import org.livechat.media.life.EndpointLife;
import org.livechat.media.life.HopelessPeers;
import org.livechat.media.life.StunResponder;
import org.livechat.media.relay.RtpRelay;
import org.livechat.rtc.rtp.PacketKind;

/** Tells datagrams apart by their first byte (RFC 7983) and has each dealt with by whom it concerns. Owned by one worker. */
final class Demultiplexer implements DatagramHandler {
    private final Fellows fellows;
    private final Agenda agenda;
    private final MediaCounters counters;
    private final Defects defects;
    private final EndpointDirectory directory;
    private final StunResponder stun;
    private final EndpointLife life;
    private final HopelessPeers hopeless;
    private final RtpRelay rtp;
    private final RtcpDesk rtcp;

    Demultiplexer(
            Fellows fellows,
            MediaCounters counters,
            Defects defects,
            EndpointDirectory directory,
            StunResponder stun,
            EndpointLife life,
            HopelessPeers hopeless,
            RtpRelay rtp,
            RtcpDesk rtcp) {
        this.fellows = fellows;
        this.agenda = fellows.agenda(fellows.index());
        this.counters = counters;
        this.defects = defects;
        this.directory = directory;
        this.stun = stun;
        this.life = life;
        this.hopeless = hopeless;
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    @Override
    public void received(byte[] buffer, int offset, int length, PeerAddress from) {
        counters.increment(MediaCounters.Count.PACKETS_IN);
        counters.add(MediaCounters.Count.BYTES_IN, length);
        dispatch(buffer, offset, length, from);
    }

    /** Deals with a datagram that was counted where it came in. Whatever it brings out costs this one only. */
    void dispatch(byte[] buffer, int offset, int length, PeerAddress from) {
        try {
            deal(buffer, offset, length, from);
        } catch (Throwable defect) {
            counters.increment(MediaCounters.Count.DROPPED_DEFECT);
            defects.met("a packet", defect);
            Endpoint sender = directory.at(from);
            if (sender != null) {
                hopeless.failedAsItCame(sender.peer());
            }
        }
    }

    private void deal(byte[] buffer, int offset, int length, PeerAddress from) {
        long now = agenda.nowNanos();
        PacketKind kind = PacketKind.of(buffer, offset, length);
        if (kind == PacketKind.STUN) {
            stun.received(buffer, offset, length, from, now);
            return;
        }
        Endpoint endpoint = directory.at(from);
        if (endpoint == null) {
            counters.increment(MediaCounters.Count.DROPPED_UNKNOWN_SOURCE);
            return;
        }
        if (!fellows.owns(endpoint.peer())) {
            fellows.hand(endpoint.peer().claim(fellows.index()), buffer, offset, length, from, counters);
            return;
        }
        switch (kind) {
            case RTP -> rtp.received(endpoint, buffer, offset, length, now);
            case RTCP -> rtcp.received(endpoint, buffer, offset, length, now);
            case DTLS -> life.dtlsReceived(endpoint, buffer, offset, length);
            case STUN, UNKNOWN -> counters.increment(MediaCounters.Count.DROPPED_UNKNOWN_KIND);
        }
        endpoint.peer().dealtWithPacket();
    }
}
