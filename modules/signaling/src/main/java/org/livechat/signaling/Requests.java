package org.livechat.signaling;

import java.util.Optional;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.control.JoinRequest;
import org.livechat.api.control.JoinResult;
import org.livechat.api.control.NewChannel;
import org.livechat.api.control.Session;
import org.livechat.api.media.TrackSelection;
import org.livechat.api.store.Page;
import org.livechat.api.store.StoredBurst;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ClientMessage.ChannelCreate;
import org.livechat.protocol.ClientMessage.ChannelDelete;
import org.livechat.protocol.ClientMessage.ChannelInfo;
import org.livechat.protocol.ClientMessage.ChannelJoin;
import org.livechat.protocol.ClientMessage.ChannelLeave;
import org.livechat.protocol.ClientMessage.ChannelList;
import org.livechat.protocol.ClientMessage.ChannelUpdate;
import org.livechat.protocol.ClientMessage.FloorPing;
import org.livechat.protocol.ClientMessage.FloorRelease;
import org.livechat.protocol.ClientMessage.FloorRequest;
import org.livechat.protocol.ClientMessage.History;
import org.livechat.protocol.ClientMessage.IceServersRequest;
import org.livechat.protocol.ClientMessage.MessageCreate;
import org.livechat.protocol.ClientMessage.Renegotiate;
import org.livechat.protocol.ClientMessage.TrackSelect;

/** What each request asks of a session, and what its ACK carries; messages and floor requests are answered by events. */
final class Requests {
    private Requests() {}

    private static AckData bursts(Session session, History history) {
        Page<StoredBurst> page = session.bursts(history.channelId(), history.before(), history.limit());
        return Views.bursts(history.channelId(), page, session.recordings(history.channelId(), page.entries()));
    }

    /** @param lists what lists look like on the wire */
    static Optional<AckData> perform(Session session, ClientMessage.Request request, ChannelLists lists) {
        return switch (request) {
            case ChannelCreate create -> {
                ChannelSummary created = session.createChannel(new NewChannel(
                        create.channelId(),
                        create.frequency(),
                        create.channelName(),
                        create.mode(),
                        create.capacity(),
                        create.floor()
                                .map(wish -> new FloorChoice(wish.profile(), wish.policy(), wish.queueLimit()))
                                .orElse(FloorChoice.none()),
                        create.record()));
                yield Optional.of(
                        new AckData.Created(created.id(), created.frequency(), created.name(), created.mode()));
            }
            case ChannelJoin join -> {
                JoinResult joined = session.join(
                        new JoinRequest(join.channelId(), join.ssrc(), join.sdpOffer(), join.listenOnly()));
                yield Optional.of(new AckData.Joined(
                        joined.channelId(), joined.mode(), joined.sdpAnswer(), Views.members(joined.members())));
            }
            case ChannelLeave leave -> {
                session.leave(leave.channelId());
                yield Optional.of(new AckData.Done(leave.channelId()));
            }
            case ChannelUpdate update -> {
                ChannelSummary updated =
                        session.updateChannel(update.channelId(), update.channelName(), update.capacity());
                yield Optional.of(new AckData.Updated(updated.id(), updated.name()));
            }
            case ChannelDelete delete -> {
                session.deleteChannel(delete.channelId());
                yield Optional.of(new AckData.Done(delete.channelId()));
            }
            case ChannelList _ -> Optional.of(new AckData.Listing(lists.entries(session.channels())));
            case ChannelInfo info -> Optional.of(Views.details(session.channel(info.channelId())));
            case Renegotiate renegotiate ->
                Optional.of(new AckData.Renegotiated(
                        renegotiate.channelId(), session.renegotiate(renegotiate.channelId(), renegotiate.sdpOffer())));
            case TrackSelect select -> {
                session.selectTrack(
                        select.channelId(),
                        new TrackSelection(select.mid(), select.userId(), select.layer(), select.height()));
                yield Optional.of(new AckData.Done(select.channelId()));
            }
            case IceServersRequest _ -> Optional.of(new AckData.Reachable(session.iceServers()));
            case History history ->
                Optional.of(
                        switch (history.kind()) {
                            case MESSAGES ->
                                Views.messages(
                                        history.channelId(),
                                        session.messages(history.channelId(), history.before(), history.limit()));
                            case BURSTS -> bursts(session, history);
                        });
            case MessageCreate message -> {
                session.postMessage(message.channelId(), message.content());
                yield Optional.empty();
            }
            case FloorRequest floor -> {
                session.requestFloor(floor.channelId(), floor.priority(), floor.indicator());
                yield Optional.empty();
            }
            case FloorRelease release -> {
                session.releaseFloor(release.channelId());
                yield Optional.empty();
            }
            case FloorPing ping -> {
                session.pingFloor(ping.channelId());
                yield Optional.empty();
            }
        };
    }
}
