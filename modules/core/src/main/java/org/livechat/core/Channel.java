package org.livechat.core;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.livechat.api.ChannelMode;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.RequestRefused;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.OpenedEndpoint;
import org.livechat.api.media.SlotAssignment;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorMachine;
import org.livechat.floor.FloorParticipant;

/**
 * One channel. A use case decides under the channel's lock and adds what is to be told to {@link Outgoing}; it is told
 * after the lock is released and before the use case returns.
 */
final class Channel {
    private final ChannelIdentity identity;
    private final ChannelParts parts;
    private final Consumer<Channel> onGone;
    private final Outgoing outgoing = new Outgoing();
    private final ChannelLock lock = new ChannelLock(outgoing);
    private final Roster roster = new Roster(outgoing);
    private final ChannelRelay relay;
    private final Optional<ChannelFloor> floor;
    private final FloorEffects floorEffects;
    private final Deadline expiry;
    private final Set<String> muted = new HashSet<>();
    private boolean gone;
    private volatile ChannelSummary summary;
    private volatile boolean taken;

    /** {@code onGone} is told, under the channel's lock, that the id and the frequency are free again. */
    Channel(
            ChannelIdentity identity,
            String name,
            int capacity,
            FloorMachine machine,
            ChannelParts parts,
            Consumer<Channel> onGone) {
        this.identity = identity;
        this.parts = parts;
        this.onGone = onGone;
        this.relay = new ChannelRelay(identity, machine.settings().endOfMedia());
        this.floor = identity.mode() == ChannelMode.PTT
                ? Optional.of(new ChannelFloor(
                        machine,
                        identity.epoch(),
                        parts.time(),
                        parts.deadlines().create(this::tick),
                        new FloorWatch(identity.id(), parts.time(), parts.observation())))
                : Optional.empty();
        this.floorEffects = new FloorEffects(identity.id(), roster, parts);
        this.expiry = parts.deadlines().create(this::expire);
        this.summary = new ChannelSummary(
                identity.id(), identity.frequency(), name, identity.mode(), 0, capacity, identity.createdAtMillis());
    }

    ChannelIdentity identity() {
        return identity;
    }

    String id() {
        return identity.id();
    }

    /** As it is now; takes no lock. */
    ChannelSummary summary() {
        return summary;
    }

    /** Whether somebody has the floor; takes no lock. */
    boolean isTaken() {
        return taken;
    }

    /** Starts the time after which an empty channel is removed. */
    void created() {
        lock.act(this::expireIfEmpty);
    }

    ChannelDetail detail() {
        return lock.read(() -> new ChannelDetail(summary, roster.members()));
    }

    ChannelStatus status() {
        return lock.read(
                () -> new ChannelStatus(summary, roster.members(), relay.endpoints(), floor.map(ChannelFloor::status)));
    }

    /** The endpoint is opened before the lock is taken, and closed again if the channel has no room by then. */
    JoinResult join(LiveSession session, JoinRequest request) {
        lock.check(() -> requireRoom(session));
        var opened = request.sdpOffer()
                .map(offer -> parts.media()
                        .open(new EndpointRequest(
                                identity.id(), session.userId(), identity.mode(), !mayTalk(session, request), offer)));
        try {
            return lock.decide(() -> admit(session, request, opened));
        } catch (RuntimeException e) {
            opened.ifPresent(endpoint -> parts.media().close(endpoint.endpointId()));
            throw e;
        }
    }

    private boolean mayTalk(LiveSession session, JoinRequest request) {
        return !request.listenOnly() && session.credential().channels().talk().contains(identity.id());
    }

    private JoinResult admit(LiveSession session, JoinRequest request, Optional<OpenedEndpoint> opened) {
        requireRoom(session);
        expiry.clear();
        var member = new Membership(this, session, request, opened.map(OpenedEndpoint::endpointId));
        member.mute(muted.contains(member.userId()));
        roster.tellAll(new Event.MemberJoined(identity.id(), member.member()));
        roster.add(member);
        session.joined(member);
        summary = summary.withMemberCount(roster.size());
        member.endpointId().ifPresent(endpoint -> {
            parts.endpoints().add(endpoint, member);
            relay.endpointsAre(roster.all());
        });
        step(new FloorInput.Join(participant(member)));
        return new JoinResult(identity.id(), identity.mode(), opened.map(OpenedEndpoint::sdpAnswer), roster.members());
    }

    private static FloorParticipant participant(Membership member) {
        var session = member.session();
        return new FloorParticipant(
                member.userId(),
                !member.mayTalk(),
                member.endpointId().isPresent(),
                session.priority(),
                session.credential().priorityCeiling(),
                session.credential().indicators(),
                session.credential().roles());
    }

    void leave(LiveSession session) {
        lock.act(() -> remove(requireMember(session)));
    }

    /** As {@link #leave}, but a session that is no member any more only waits for what it was told to be delivered. */
    void abandon(LiveSession session) {
        lock.act(() -> roster.find(session).ifPresent(this::remove));
    }

    private void remove(Membership member) {
        roster.remove(member);
        summary = summary.withMemberCount(roster.size());
        roster.tellAll(new Event.MemberLeft(identity.id(), member.member()));
        var endpoint = takeEndpoint(member);
        step(new FloorInput.Leave(member.userId()));
        endpoint.ifPresent(this::closeEndpoint);
        outgoing.add(() -> member.session().left(member));
        expireIfEmpty();
    }

    ChannelSummary update(String userId, String name, OptionalInt capacity) {
        return lock.decide(() -> {
            requireOwner(userId);
            return changed(name, capacity);
        });
    }

    /** By an operator, who needs not own it. */
    ChannelSummary update(Optional<String> name, OptionalInt capacity) {
        return lock.decide(() -> {
            requireThere();
            return changed(name.orElse(summary.name()), capacity);
        });
    }

    private ChannelSummary changed(String name, OptionalInt capacity) {
        summary = summary.withNameAndCapacity(name, capacity.orElse(summary.capacity()));
        roster.tellAll(new Event.ChannelUpdated(identity.id(), name, summary.capacity()));
        return summary;
    }

    void delete(String userId) {
        lock.act(() -> {
            requireOwner(userId);
            end();
        });
    }

    /** By an operator, who needs not own it. */
    void delete() {
        lock.act(() -> {
            requireThere();
            end();
        });
    }

    private void end() {
        gone = true;
        floor.ifPresent(ChannelFloor::stop);
        expiry.clear();
        taken = false;
        roster.tellAll(new Event.ChannelDeleted(identity.id()));
        if (relay.hasPlan()) {
            outgoing.add(() -> parts.media().retire(identity.id(), identity.epoch()));
        }
        for (var member : roster.clear()) {
            takeEndpoint(member).ifPresent(this::closeEndpoint);
            outgoing.add(() -> member.session().left(member));
        }
        onGone.accept(this);
    }

    private void expireIfEmpty() {
        if (roster.isEmpty() && identity.creator().isPresent()) {
            expiry.set(
                    parts.time().nanoTime() + parts.settings().emptyLifetime().toNanos());
        }
    }

    private void expire() {
        lock.act(() -> {
            if (!gone && roster.isEmpty()) {
                end();
            }
        });
    }

    void post(LiveSession session, String content) {
        lock.act(() -> {
            requireThere();
            var author = roster.find(session)
                    .orElseThrow(() ->
                            refused(ErrorCode.MESSAGE_NOT_IN_CHANNEL, "you are not in channel %s, join it first"));
            if (!author.isTalker()) {
                throw refused(ErrorCode.ACCESS_DENIED, "your token does not let you write in channel %s");
            }
            roster.tellAll(new Event.MessagePosted(
                    identity.id(),
                    UUID.randomUUID().toString(),
                    author.userId(),
                    content,
                    parts.time().wallMillis()));
        });
    }

    void requestFloor(LiveSession session, OptionalInt priority, FloorIndicator indicator) {
        stepFor(session, userId -> new FloorInput.Request(userId, priority, indicator));
    }

    /** Denies a request without judging it. */
    void denyFloor(LiveSession session, String reason) {
        lock.act(() -> {
            var member = requireMember(session);
            requireFloor();
            roster.tell(member.userId(), new Event.FloorDenied(identity.id(), FloorDenyCause.NO_RESOURCES, reason));
        });
    }

    void releaseFloor(LiveSession session) {
        stepFor(session, FloorInput.Release::new);
    }

    void pingFloor(LiveSession session) {
        stepFor(session, FloorInput.Ping::new);
    }

    Optional<String> revokeFloor() {
        return lock.decide(() -> {
            requireThere();
            var itsFloor = requireFloor();
            step(new FloorInput.Tick());
            var holder = itsFloor.holder();
            holder.ifPresent(userId -> step(new FloorInput.OperatorRevoke()));
            return holder;
        });
    }

    /** From here on the user may not talk here, whatever it holds or asks for, also after leaving and joining again. */
    void mute(String userId) {
        lock.act(() -> {
            requireThere();
            if (roster.find(userId).isEmpty()) {
                throw refused(ErrorCode.NOT_JOINED, "this user is not in channel %s");
            }
            muted.add(userId);
            voiceChanged(userId);
        });
    }

    void unmute(String userId) {
        lock.act(() -> {
            requireThere();
            if (muted.remove(userId)) {
                voiceChanged(userId);
            }
        });
    }

    private void voiceChanged(String userId) {
        roster.find(userId).ifPresent(member -> {
            member.mute(muted.contains(userId));
            relay.endpointsAre(roster.all());
            step(new FloorInput.ReceiveOnly(userId, !member.mayTalk()));
        });
    }

    List<String> muted() {
        return lock.read(() -> muted.stream().sorted().toList());
    }

    /** Which endpoint a session has here. */
    String endpointOf(LiveSession session) {
        return lock.read(() -> requireMember(session)
                .endpointId()
                .orElseThrow(() -> refused(
                        ErrorCode.OFFER_NOT_ACCEPTABLE,
                        "you have no media in channel %s; leave it and join again with an sdp_offer")));
    }

    void mediaChanged(Membership member, String endpointId, FloorInput input) {
        lock.act(() -> {
            if (member.hasEndpoint(endpointId)) {
                step(input);
            }
        });
    }

    void tracksChanged(Membership member, String endpointId, List<SlotAssignment> slots) {
        lock.act(() -> {
            if (member.hasEndpoint(endpointId)) {
                roster.tell(member.userId(), new Event.TracksChanged(identity.id(), slots));
            }
        });
    }

    void endpointClosed(Membership member, String endpointId) {
        lock.act(() -> {
            if (member.hasEndpoint(endpointId)) {
                takeEndpoint(member);
                step(new FloorInput.MediaPath(member.userId(), false));
            }
        });
    }

    /** Later events of the endpoint are nobody's. */
    private Optional<String> takeEndpoint(Membership member) {
        var endpoint = member.endpointId();
        endpoint.ifPresent(id -> {
            parts.endpoints().remove(id);
            member.endpointGone();
            relay.endpointsAre(roster.all());
        });
        return endpoint;
    }

    private void closeEndpoint(String endpointId) {
        outgoing.add(() -> parts.media().close(endpointId));
    }

    /** Tells the members that the server is about to stop. */
    void drain(Duration limit) {
        lock.act(() -> roster.tellAll(new Event.Draining(identity.id(), limit)));
    }

    /** Takes the floor from whoever has it, and clears the queue. */
    void endBurst() {
        lock.act(() -> {
            if (!gone && floor.flatMap(ChannelFloor::holder).isPresent()) {
                step(new FloorInput.OperatorRevoke());
            }
        });
    }

    private void tick() {
        lock.act(() -> {
            if (!gone) {
                step(new FloorInput.Tick());
            }
        });
    }

    private void stepFor(LiveSession session, Function<String, FloorInput> input) {
        lock.act(() -> {
            var member = requireMember(session);
            requireFloor();
            step(input.apply(member.userId()));
        });
    }

    /** The plan goes out before the news, so that no holder's first syllable meets the plan before. */
    private void step(FloorInput input) {
        var effects = floor.map(itsFloor -> itsFloor.step(input)).orElse(List.of());
        publishPlan();
        effects.forEach(floorEffects::carryOut);
    }

    private void publishPlan() {
        var transmitters = floor.map(ChannelFloor::transmitters).orElse(Set.of()).stream()
                .flatMap(userId -> roster.find(userId).stream())
                .toList();
        taken = !transmitters.isEmpty();
        relay.nextPlan(transmitters)
                .ifPresent(plan -> outgoing.add(() -> parts.media().publish(plan)));
    }

    private void requireThere() {
        if (gone) {
            throw ChannelDirectory.notFound(identity.id());
        }
    }

    private void requireRoom(LiveSession session) {
        requireThere();
        if (roster.find(session.userId()).isPresent()) {
            throw refused(ErrorCode.ALREADY_JOINED, "you are in channel %s already");
        }
        if (roster.size() >= summary.capacity()) {
            throw refused(ErrorCode.CHANNEL_FULL, "channel %s is full, it takes " + summary.capacity() + " members");
        }
    }

    private Membership requireMember(LiveSession session) {
        requireThere();
        return roster.find(session)
                .orElseThrow(() -> refused(ErrorCode.NOT_JOINED, "you are not in channel %s, join it first"));
    }

    private ChannelFloor requireFloor() {
        return floor.orElseThrow(() -> refused(
                ErrorCode.NOT_A_PTT_CHANNEL, "channel %s is a conference, which has no floor; everyone may talk"));
    }

    private void requireOwner(String userId) {
        requireThere();
        var creator = identity.creator()
                .orElseThrow(
                        () -> refused(ErrorCode.ACCESS_DENIED, "channel %s belongs to the server's configuration"));
        if (!creator.equals(userId)) {
            throw refused(ErrorCode.ACCESS_DENIED, "only the user who made channel %s may change or delete it");
        }
    }

    private RequestRefused refused(ErrorCode code, String reason) {
        return new RequestRefused(code, reason.formatted(identity.id()));
    }
}
