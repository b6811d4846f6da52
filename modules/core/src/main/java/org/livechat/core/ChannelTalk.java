package org.livechat.core;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.control.Event;
import org.livechat.api.control.FloorStatus;
import org.livechat.api.names.UserIds;
import org.livechat.floor.FloorInput;
import org.livechat.floor.FloorMachine;

/**
 * Who talks in one channel: its floor if it has one, who is muted, and the plan that follows from both. Its use cases take
 * the channel's channel.lock().
 */
final class ChannelTalk {
    private static final int MOST_MUTED = 10_000;

    private final ChannelInside channel;
    private final ChannelRelay relay;
    private final ChannelKpis kpis;
    private final Optional<ChannelFloor> floor;
    private final FloorEffects floorEffects;
    private final Set<String> muted = new HashSet<>();
    private volatile boolean taken;

    ChannelTalk(ChannelInside channel, ChannelRelay relay, ChannelKpis kpis, FloorMachine machine) {
        this.channel = channel;
        this.relay = relay;
        this.kpis = kpis;
        this.floor = channel.isPtt() ? Optional.of(floor(machine)) : Optional.empty();
        this.floorEffects = new FloorEffects(channel.id(), channel.roster(), channel.parts());
    }

    private ChannelFloor floor(FloorMachine machine) {
        var parts = channel.parts();
        return new ChannelFloor(
                machine,
                channel.identity().epoch(),
                parts.time(),
                parts.deadlines().create(this::tick),
                new FloorWatch(channel.id(), parts.time(), parts.observation()),
                new TappedFloor(channel.id(), parts.taps()),
                new BurstLog(channel.id(), parts.time(), parts.store()));
    }

    /** The name of the policy that judges here; empty in a conference. It never changes, so this takes no lock. */
    Optional<String> policy() {
        return floor.map(itsFloor -> itsFloor.settings().policy());
    }

    /** From the next idle on the policy of this channel's policy's name judges, which has to be among these. */
    void usePolicyOf(FloorProfiles profiles) {
        channel.lock().check(() -> floor.ifPresent(itsFloor -> itsFloor.use(profiles.machine(itsFloor.settings()))));
    }

    /** Whether its policy has been replaced but judges on until the floor is idle. */
    boolean awaitsPolicy() {
        return channel.lock()
                .read(() -> floor.filter(ChannelFloor::awaitsPolicy).isPresent());
    }

    /** Whether somebody has the floor; takes no channel.lock(). */
    boolean isTaken() {
        return taken;
    }

    /** Under the channel's channel.lock(). */
    Optional<FloorStatus> status() {
        return floor.map(ChannelFloor::status);
    }

    /** While the server drains every request is denied without being judged. */
    void requestFloor(LiveSession session, OptionalInt priority, FloorIndicator indicator, Drain drain) {
        long arrivedNanos = channel.parts().time().nanoTime();
        channel.lock().act(() -> {
            var member = channel.admission().requireMember(session);
            var userId = member.userId();
            requireFloor();
            // Under the lock, or a request could slip into the queue behind the drain that clears it.
            if (drain.isOn()) {
                channel.roster()
                        .tell(userId, new Event.FloorDenied(channel.id(), FloorDenyCause.NO_RESOURCES, Drain.REASON));
            } else {
                seeConnected(member);
                step(new FloorInput.Request(userId, priority, indicator), Optional.of(arrivedNanos));
            }
        });
    }

    /** A client's request may be here before the media plane's word that its media is connected. */
    private void seeConnected(Membership member) {
        if (member.isConnecting()
                && member.endpointId()
                        .filter(channel.parts().media()::isConnected)
                        .isPresent()) {
            member.connected();
            step(new FloorInput.MediaPath(member.userId(), true));
        }
    }

    void releaseFloor(LiveSession session) {
        stepFor(session, FloorInput.Release::new);
    }

    void pingFloor(LiveSession session) {
        stepFor(session, FloorInput.Ping::new);
    }

    Optional<String> revokeFloor() {
        return channel.lock().decide(() -> {
            channel.admission().requireThere();
            var itsFloor = requireFloor();
            step(new FloorInput.Tick());
            var holder = itsFloor.holder();
            holder.ifPresent(userId -> step(new FloorInput.OperatorRevoke()));
            return holder;
        });
    }

    /** Takes the floor from whoever has it, and clears the queue. */
    void endBurst() {
        channel.lock().act(() -> {
            if (!channel.admission().isGone()
                    && floor.flatMap(ChannelFloor::holder).isPresent()) {
                step(new FloorInput.OperatorRevoke());
            }
        });
    }

    /**
     * From here on the user may not talk here, whatever it holds or asks for, also after leaving and joining again.
     *
     * @return whether it is here now, and whether that is kept
     */
    Kept<Boolean> mute(String userId) {
        UserIds.requireSound(userId);
        return channel.lock().decide(() -> {
            channel.admission().requireThere();
            if (muted.size() >= MOST_MUTED && !muted.contains(userId)) {
                throw channel.admission()
                        .refused(
                                ErrorCode.RATE_LIMITED,
                                MOST_MUTED + " users are muted in channel %s, unmute some of them first");
            }
            if (muted.add(userId)) {
                voiceChanged(userId);
                channel.roster().tell(userId, new Event.Muted(channel.id()));
            }
            return new Kept<>(isHere(userId), channel.record().muted(userId));
        });
    }

    /** Mutes somebody who was muted before the server was started; nobody is here yet. */
    void restoreMute(String userId) {
        channel.lock().check(() -> muted.add(userId));
    }

    /** The other way round; returns whether the user is here now. */
    Kept<Boolean> unmute(String userId) {
        return channel.lock().decide(() -> {
            channel.admission().requireThere();
            if (!muted.remove(userId)) {
                throw channel.admission().refused(ErrorCode.NOT_JOINED, "this user is not muted in channel %s");
            }
            voiceChanged(userId);
            channel.roster().tell(userId, new Event.Unmuted(channel.id()));
            return new Kept<>(isHere(userId), channel.record().unmuted(userId));
        });
    }

    private boolean isHere(String userId) {
        return channel.roster().find(userId).isPresent();
    }

    List<String> muted() {
        return channel.lock().read(() -> muted.stream().sorted().toList());
    }

    private void voiceChanged(String userId) {
        channel.roster().find(userId).ifPresent(member -> {
            member.mute(muted.contains(userId));
            relay.endpointsAre(channel.roster().all());
            step(new FloorInput.ReceiveOnly(userId, member.silence()));
        });
    }

    /** Under the channel's lock: mutes somebody who comes if they were muted before. */
    void rememberMute(Membership member) {
        member.mute(muted.contains(member.userId()));
    }

    /** Under the channel's lock: tells somebody who has come that they are muted, if so. */
    void tellMute(Membership member) {
        if (muted.contains(member.userId())) {
            channel.roster().tell(member.userId(), new Event.Muted(channel.id()));
        }
    }

    /** Under the channel's channel.lock(). The plan goes out before the news, so that no holder's first syllable meets the plan before. */
    void step(FloorInput input) {
        step(input, Optional.empty());
    }

    private void step(FloorInput input, Optional<Long> requestedNanos) {
        var effects = floor.map(itsFloor -> itsFloor.step(input)).orElse(List.of());
        publishPlan();
        effects.forEach(floorEffects::carryOut);
        floor.ifPresent(itsFloor -> kpis.stepped(input, itsFloor.holder(), requestedNanos));
    }

    /** Under the channel's lock: nobody talks any more. */
    void end() {
        floor.ifPresent(ChannelFloor::stop);
        kpis.end();
        taken = false;
        if (relay.hasPlan()) {
            channel.outgoing()
                    .add(() -> channel.parts()
                            .media()
                            .retire(channel.id(), channel.identity().epoch()));
        }
    }

    /** Under the channel's lock: the relay goes by what is so now. */
    private void publishPlan() {
        var transmitters = floor.map(ChannelFloor::transmitters).orElse(Set.of()).stream()
                .flatMap(userId -> channel.roster().find(userId).stream())
                .toList();
        taken = !transmitters.isEmpty();
        relay.nextPlan(transmitters, floor.map(ChannelFloor::indicator).orElse(FloorIndicator.NORMAL))
                .ifPresent(plan ->
                        channel.outgoing().add(() -> channel.parts().media().publish(plan)));
    }

    private void tick() {
        channel.lock().act(() -> {
            if (!channel.admission().isGone()) {
                step(new FloorInput.Tick());
            }
        });
    }

    private void stepFor(LiveSession session, Function<String, FloorInput> input) {
        channel.lock().act(() -> {
            var member = channel.admission().requireMember(session);
            requireFloor();
            step(input.apply(member.userId()));
        });
    }

    private ChannelFloor requireFloor() {
        return floor.orElseThrow(() -> channel.admission()
                .refused(
                        ErrorCode.NOT_A_PTT_CHANNEL,
                        "channel %s is a conference, which has no floor; everyone may talk"));
    }
}
