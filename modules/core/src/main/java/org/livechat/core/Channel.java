package org.livechat.core;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.control.ChannelDetail;
import org.livechat.api.control.ChannelStatus;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.Event;
import org.livechat.api.control.JoinRequest;
import org.livechat.api.control.JoinResult;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.OpenedEndpoint;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.StoredMessage;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorParticipant;
import org.livechat.floor.MediaPath;

/**
 * One channel: its members, its name, and its end. A use case decides under the channel's lock and adds what is to be told
 * to {@link Outgoing}; it is told after the lock is released and before the use case returns.
 */
final class Channel {
    private final ChannelIdentity identity;
    private final ChannelParts parts;
    private final ChannelLock lock;
    private final Roster roster;
    private final Outgoing outgoing;
    private final Admission admission;
    private final Consumer<Channel> onGone;
    private final ChannelRelay relay;
    private final ChannelKpis kpis;
    private final ChannelTalk talk;
    private final ChannelMedia media;
    private final Deadline expiry;
    private final Runnable onChanged;
    private final ChannelRecord record;
    private final Unsent unsent;
    private volatile ChannelSummary summary;

    /**
     * {@code onChanged} is told, under the channel's lock, that its summary is another one now, {@code onGone} that the id and the
     * frequency are free again.
     */
    Channel(
            ChannelIdentity identity,
            String name,
            int capacity,
            FloorMachine machine,
            ChannelParts parts,
            Runnable onChanged,
            Consumer<Channel> onGone) {
        var inside = ChannelInside.of(identity, parts);
        this.identity = identity;
        this.parts = parts;
        this.lock = inside.lock();
        this.roster = inside.roster();
        this.outgoing = inside.outgoing();
        this.admission = inside.admission();
        this.record = inside.record();
        this.unsent = new Unsent(roster);
        this.onChanged = onChanged;
        this.onGone = onGone;
        this.relay = new ChannelRelay(identity, machine.settings().endOfMedia());
        this.kpis = new ChannelKpis(inside);
        this.talk = new ChannelTalk(inside, relay, kpis, machine);
        this.media = new ChannelMedia(inside, relay, talk, kpis);
        this.expiry = parts.deadlines().create(this::expire);
        this.summary = new ChannelSummary(
                identity.id(),
                identity.frequency(),
                name,
                identity.mode(),
                0,
                capacity,
                identity.createdAtMillis(),
                identity.recorded());
    }

    /** Who talks in it. */
    ChannelTalk talk() {
        return talk;
    }

    /** Its members' media. */
    ChannelMedia media() {
        return media;
    }

    ChannelIdentity identity() {
        return identity;
    }

    /** What is kept of it. */
    ChannelRecord record() {
        return record;
    }

    String id() {
        return identity.id();
    }

    /** As it is now; takes no lock. */
    ChannelSummary summary() {
        return summary;
    }

    /** Starts the time after which an empty channel is removed. */
    void created() {
        lock.act(this::expireIfEmpty);
    }

    ChannelDetail detail() {
        return lock.read(() -> new ChannelDetail(summary, roster.members()));
    }

    ChannelStatus status() {
        return lock.read(() -> new ChannelStatus(summary, roster.members(), relay.endpoints(), talk.status()));
    }

    /** The endpoint is opened before the lock is taken, and closed again if the channel has no room by then. */
    JoinResult join(LiveSession session, JoinRequest request) {
        long arrivedNanos = parts.time().nanoTime();
        lock.check(() -> admission.requireRoom(session, summary.capacity()));
        var opened = request.sdpOffer()
                .map(offer -> parts.media()
                        .open(new EndpointRequest(
                                identity.id(), session.userId(), identity.mode(), !mayTalk(session, request), offer)));
        try {
            return lock.decide(() -> admit(session, request, opened, arrivedNanos));
        } catch (RuntimeException | Error e) {
            opened.ifPresent(endpoint -> parts.media().close(endpoint.endpointId()));
            throw e;
        }
    }

    private boolean mayTalk(LiveSession session, JoinRequest request) {
        return !request.listenOnly() && session.credential().channels().talk().contains(identity.id());
    }

    private JoinResult admit(
            LiveSession session, JoinRequest request, Optional<OpenedEndpoint> opened, long arrivedNanos) {
        admission.requireRoom(session, summary.capacity());
        expiry.clear();
        var member = new Membership(this, session, request, opened.map(OpenedEndpoint::endpointId));
        talk.rememberMute(member);
        roster.tellAll(new Event.MemberJoined(identity.id(), member.member()));
        roster.add(member);
        session.joined(member);
        changeTo(summary.withMemberCount(roster.size()));
        media.add(member);
        talk.step(new FloorInput.Join(participant(member)));
        talk.tellMute(member);
        if (identity.recorded()) {
            roster.tell(member.userId(), new Event.Recorded(identity.id()));
        }
        kpis.joined(member, arrivedNanos);
        return new JoinResult(identity.id(), identity.mode(), opened.map(OpenedEndpoint::sdpAnswer), roster.members());
    }

    private static FloorParticipant participant(Membership member) {
        var session = member.session();
        return new FloorParticipant(
                member.userId(),
                member.silence(),
                member.endpointId().isPresent() ? MediaPath.CONNECTING : MediaPath.NONE,
                session.priority(),
                session.credential().priorityCeiling(),
                session.credential().indicators(),
                session.credential().roles());
    }

    void leave(LiveSession session) {
        lock.act(() -> remove(admission.requireMember(session)));
    }

    /** As {@link #leave}, but a session that is no member any more only waits for what it was told to be delivered. */
    void abandon(LiveSession session) {
        lock.act(() -> roster.find(session).ifPresent(this::remove));
    }

    private void remove(Membership member) {
        roster.remove(member);
        changeTo(summary.withMemberCount(roster.size()));
        roster.tellAll(new Event.MemberLeft(identity.id(), member.member()));
        var endpoint = media.take(member);
        talk.step(new FloorInput.Leave(member.userId()));
        endpoint.ifPresent(media::close);
        outgoing.add(() -> member.session().left(member));
        expireIfEmpty();
    }

    Kept<ChannelSummary> update(String userId, String name, OptionalInt capacity) {
        return lock.decide(() -> {
            admission.requireOwner(userId);
            return changed(name, capacity);
        });
    }

    /** By an operator, who needs not own it. */
    Kept<ChannelSummary> update(Optional<String> name, OptionalInt capacity) {
        return lock.decide(() -> {
            admission.requireThere();
            return changed(name.orElse(summary.name()), capacity);
        });
    }

    private void changeTo(ChannelSummary now) {
        summary = now;
        onChanged.run();
    }

    private Kept<ChannelSummary> changed(String name, OptionalInt capacity) {
        changeTo(summary.withNameAndCapacity(name, capacity.orElse(summary.capacity())));
        roster.tellAll(new Event.ChannelUpdated(identity.id(), name, summary.capacity()));
        return new Kept<>(summary, record.changed(summary));
    }

    Receipt delete(String userId) {
        return lock.decide(() -> {
            admission.requireOwner(userId);
            return end();
        });
    }

    /** By an operator, who needs not own it. */
    Receipt delete() {
        return lock.decide(() -> {
            admission.requireThere();
            return end();
        });
    }

    private Receipt end() {
        admission.end();
        expiry.clear();
        roster.tellAll(new Event.ChannelDeleted(identity.id()));
        talk.end();
        for (var member : roster.clear()) {
            media.take(member).ifPresent(media::close);
            outgoing.add(() -> member.session().left(member));
        }
        // Before the id is free for another channel, which is kept as well.
        Receipt receipt = record.gone();
        onGone.accept(this);
        return receipt;
    }

    private void expireIfEmpty() {
        if (roster.isEmpty() && identity.creator().isPresent()) {
            expiry.set(
                    parts.time().nanoTime() + parts.settings().emptyLifetime().toNanos());
        }
    }

    private void expire() {
        lock.act(() -> {
            if (!admission.isGone() && roster.isEmpty()) {
                end();
            }
        });
    }

    /** Who writes waits until the message is kept; nobody else does, and nobody is told of it before. */
    void post(LiveSession session, String content) {
        var message = lock.read(() -> keep(admission.requireAuthor(session), content));
        message.receipt().await();
        lock.act(() -> unsent.tellUpTo(message));
    }

    private Unsent.Message keep(Membership author, String content) {
        var stored = new StoredMessage(
                identity.id(),
                UUID.randomUUID().toString(),
                author.userId(),
                content,
                parts.time().wallMillis());
        var message = new Unsent.Message(
                new Event.MessagePosted(
                        stored.channelId(),
                        stored.messageId(),
                        stored.authorId(),
                        stored.content(),
                        stored.timestampMillis()),
                record.posted(stored));
        unsent.add(message);
        return message;
    }

    /** For members alone; says nothing else. */
    void requireMember(LiveSession session) {
        lock.check(() -> admission.requireMember(session));
    }

    /** Tells the members that the server is about to stop; who waits for the floor waits for nothing. */
    void drain(Duration limit) {
        lock.act(() -> {
            roster.tellAll(new Event.Draining(identity.id(), limit));
            talk.step(new FloorInput.QueueCleared(FloorDenyCause.NO_RESOURCES, Drain.REASON));
        });
    }

    /** Tells the members that it does not. */
    void undrain() {
        lock.act(() -> roster.tellAll(new Event.DrainEnded(identity.id())));
    }
}
