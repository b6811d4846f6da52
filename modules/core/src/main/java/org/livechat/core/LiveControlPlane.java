package org.livechat.core;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.control.BlockStatus;
import org.livechat.api.control.ChannelDetail;
import org.livechat.api.control.ChannelStatus;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.ControlPlane;
import org.livechat.api.control.NewChannel;
import org.livechat.api.control.Operations;
import org.livechat.api.control.Outbox;
import org.livechat.api.control.ServerStatus;
import org.livechat.api.control.Session;
import org.livechat.api.control.UserStatus;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.MediaPlane;
import org.livechat.api.media.PeerStatus;
import org.livechat.api.metrics.MetricSource;
import org.livechat.api.store.Store;
import org.livechat.api.watch.Watched;

/**
 * The control plane of one server: users, sessions, channels and their floors.
 *
 * <p>Locks are taken in this order, and none of a kind while another of that kind is held: opening (by user), session,
 * policies, channel; then the innermost ones, under which nothing is called: the directory of channels and the deadlines. The turn
 * to deliver what a channel has decided is taken under no channel's lock, and what is delivered takes innermost locks
 * only. What needs a session's lock in the middle of a channel's business is left to the thread of the deadlines.
 */
public final class LiveControlPlane implements ControlPlane, Operations {
    private final TimeSource time;
    private final Turns turns;
    private final FloorTaps taps = new FloorTaps();
    private final Deadlines deadlines;
    private final MediaPlane media;
    private final Endpoints endpoints;
    private final ChannelDirectory channels;
    private final SessionDirectory sessions;
    private final ChannelRules rules;
    private final FloorPolicies floors;
    private final Drain drain;
    private final Blocks blocks;
    private final Quality quality;
    private final OperatorTrace acts;
    private final OperatorViews views;
    private final CoreSettings settings;
    private final Optional<DeadlineThread> thread;

    private LiveControlPlane(
            CoreSettings settings,
            Function<MediaListener, MediaPlane> mediaPlane,
            TimeSource time,
            Collection<FloorPolicy> policies,
            Observation observation,
            Store store,
            boolean ownThread) {
        var remembered = store.remembered();
        var profiles = new FloorProfiles(settings.floorProfiles(), settings.defaultFloorProfile(), policies);
        var rules = new ChannelRules(
                settings.channels().maxCapacity(), settings.channels().messageLimitBytes());
        // Before anything is opened, so that a preset that is refused leaves nothing behind.
        var presets = profiles.machines(settings.presets());
        this.settings = settings;
        this.rules = rules;
        this.time = time;
        this.turns = new Turns(time);
        this.deadlines = new Deadlines(time, turns);
        this.blocks = new Blocks(time, store);
        this.acts = new OperatorTrace(time, observation.trace());
        this.drain = new Drain(deadlines.create(this::endBursts));
        this.endpoints = new Endpoints(time, observation.trace());
        this.media = mediaPlane.apply(endpoints);
        this.quality = new Quality(settings.quality(), time, deadlines, observation);
        this.channels = new ChannelDirectory(
                new ChannelParts(
                        media,
                        endpoints,
                        deadlines,
                        time,
                        turns,
                        taps,
                        settings.channels(),
                        new PolicyFailures(time),
                        quality,
                        observation,
                        store),
                remembered.highestEpoch());
        this.floors = new FloorPolicies(profiles, channels);
        this.sessions = new SessionDirectory(
                new SessionParts(settings.sessions(), rules, channels, floors, media, time, deadlines, drain, blocks));
        this.views = new OperatorViews(time, time.nanoTime(), sessions, channels, endpoints);
        presets.forEach(channels::createPreset);
        new Restoration(floors, channels, blocks).bringBack(remembered);
        this.thread = ownThread ? Optional.of(DeadlineThread.start(deadlines)) : Optional.empty();
    }

    /**
     * Starts a control plane with a thread of its own for deadlines.
     *
     * @param settings everything configurable
     * @param mediaPlane opens the media plane, which reports to the listener it is given and is closed with this
     * @param time the clocks
     * @param policies the floor policies there are; each profile's policy has to be among them, and no two of one name
     * @param observation who watches
     * @param store what outlives a restart; not closed with this
     * @throws IllegalArgumentException when a profile's policy is missing or a preset channel is refused
     */
    public static LiveControlPlane start(
            CoreSettings settings,
            Function<MediaListener, MediaPlane> mediaPlane,
            TimeSource time,
            Collection<FloorPolicy> policies,
            Observation observation,
            Store store) {
        return new LiveControlPlane(settings, mediaPlane, time, policies, observation, store, true);
    }

    /** Starts a control plane that keeps nothing. */
    public static LiveControlPlane start(
            CoreSettings settings,
            Function<MediaListener, MediaPlane> mediaPlane,
            TimeSource time,
            Collection<FloorPolicy> policies,
            Observation observation) {
        return start(settings, mediaPlane, time, policies, observation, Store.none());
    }

    /** Starts a control plane that nobody watches. */
    public static LiveControlPlane start(
            CoreSettings settings,
            Function<MediaListener, MediaPlane> mediaPlane,
            TimeSource time,
            Collection<FloorPolicy> policies) {
        return start(settings, mediaPlane, time, policies, Observation.none());
    }

    /**
     * As {@link #start}, but without the thread, for virtual time: deadlines are acted on by {@link #runDue()} and by
     * nothing else.
     */
    public static LiveControlPlane withoutThread(
            CoreSettings settings,
            Function<MediaListener, MediaPlane> mediaPlane,
            TimeSource time,
            Collection<FloorPolicy> policies,
            Observation observation,
            Store store) {
        return new LiveControlPlane(settings, mediaPlane, time, policies, observation, store, false);
    }

    /** As the other one, which keeps nothing. */
    public static LiveControlPlane withoutThread(
            CoreSettings settings,
            Function<MediaListener, MediaPlane> mediaPlane,
            TimeSource time,
            Collection<FloorPolicy> policies,
            Observation observation) {
        return withoutThread(settings, mediaPlane, time, policies, observation, Store.none());
    }

    /** How well channels do, as figures. */
    public MetricSource quality() {
        return quality;
    }

    /** Which of its threads are at what: decisions, deadlines, telling members. */
    public Watched turns() {
        return turns;
    }

    /** From here on somebody is shown all that floors are asked and decide, in place of who was before; or nobody. */
    public void tapFloors(Optional<FloorTap> tap) {
        taps.use(tap);
    }

    /** Where media is received. */
    public InetSocketAddress mediaAddress() {
        return media.localAddress();
    }

    /** The TCP ports where it is received too, see {@link MediaPlane#tcpPorts}. */
    public List<Integer> mediaTcpPorts() {
        return media.tcpPorts();
    }

    /**
     * Replaces the floor policies while channels go on. Each channel takes the new policy of its policy's name as soon as
     * nobody talks or waits in it: at once, or at its next idle; a policy that is the same object needs no taking. Channels
     * made from now on see the new set alone. Members, epoch and sequence of a floor stay, and so do its talk times if the
     * new policy has a memory. Once no channel waits, nothing here refers to a former policy.
     *
     * <p>For any thread; only one set is taken at a time, and making a channel waits for it.
     *
     * @param policies all there are from now on
     * @return the ids of the channels that go on under a former policy for now, by frequency
     * @throws IllegalArgumentException when two have one name, or the policy of a profile or a channel is missing, which are
     *     named; then nothing has changed
     */
    public List<String> usePolicies(Collection<FloorPolicy> policies) {
        return floors.use(policies);
    }

    /** Negotiations that begin from here on see these codecs alone; see {@link MediaPlane#useCodecs}. */
    public void useCodecs(List<CodecProvider> codecs) {
        media.useCodecs(codecs);
    }

    /** The ids of the channels that have not been idle since {@link #usePolicies}, by frequency. */
    public List<String> channelsWaiting() {
        return floors.waiting();
    }

    /** Acts on every deadline that has been reached. */
    public void runDue() {
        deadlines.runDue();
    }

    /** When {@link #runDue()} has something to do next, in the time source's nanoseconds. */
    public OptionalLong nextDeadlineNanos() {
        return deadlines.nextNanos();
    }

    @Override
    public Session open(Credential credential, int priority, Outbox outbox) {
        return sessions.open(credential, priority, outbox);
    }

    @Override
    public Duration heartbeatInterval() {
        return settings.sessions().heartbeatInterval();
    }

    @Override
    public Duration resumeTimeout() {
        return settings.sessions().resumeTimeout();
    }

    @Override
    public int messageLimitBytes() {
        return rules.messageLimitBytes();
    }

    @Override
    public Duration drainLimit() {
        return settings.drainLimit();
    }

    @Override
    public List<ChannelSummary> channels() {
        return channels.summaries();
    }

    @Override
    public Optional<ChannelDetail> channel(String channelId) {
        return channels.find(channelId).map(Channel::detail);
    }

    @Override
    public ServerStatus status() {
        return views.status();
    }

    @Override
    public List<UserStatus> users() {
        return views.users();
    }

    @Override
    public Optional<UserStatus> user(String userId) {
        return views.user(userId);
    }

    @Override
    public List<ChannelStatus> channelStatuses() {
        return views.channelStatuses();
    }

    @Override
    public Optional<ChannelStatus> channelStatus(String channelId) {
        return views.channelStatus(channelId);
    }

    @Override
    public List<PeerStatus> peers() {
        return media.peers();
    }

    @Override
    public Optional<String> revokeFloor(String channelId) {
        var holder = channels.require(channelId).talk().revokeFloor();
        holder.ifPresent(userId -> acts.ofMember("FLOOR_REVOKE", channelId, userId, true));
        return holder;
    }

    @Override
    public boolean kick(String userId) {
        var session = sessions.find(userId);
        session.ifPresent(found -> {
            found.end(ErrorCode.ACCESS_DENIED, "an operator has ended your session");
            acts.ofUser("KICK", userId, "");
        });
        return session.isPresent();
    }

    @Override
    public boolean block(String userId, Optional<Duration> duration) {
        var kept = blocks.add(userId, duration);
        var block = kept.result();
        var session = sessions.find(userId);
        session.ifPresent(found -> found.end(ErrorCode.ACCESS_DENIED, Blocks.reason(block)));
        acts.ofUser(
                "BLOCK",
                userId,
                Blocks.until(block).map(time -> "until " + time).orElse("until it is taken back"));
        kept.await();
        return session.isPresent();
    }

    @Override
    public boolean unblock(String userId) {
        boolean was = blocks.remove(userId).await();
        if (was) {
            acts.ofUser("UNBLOCK", userId, "");
        }
        return was;
    }

    @Override
    public void requireUnblocked(String userId) {
        blocks.requireNone(userId);
    }

    @Override
    public List<BlockStatus> blocks() {
        return blocks.all();
    }

    @Override
    public void mute(String channelId, String userId) {
        boolean isThere = channels.require(channelId).talk().mute(userId).await();
        acts.ofMember("MUTE", channelId, userId, isThere);
    }

    @Override
    public void unmute(String channelId, String userId) {
        boolean isThere = channels.require(channelId).talk().unmute(userId).await();
        acts.ofMember("UNMUTE", channelId, userId, isThere);
    }

    @Override
    public List<String> muted(String channelId) {
        return channels.require(channelId).talk().muted();
    }

    @Override
    public void drain(Duration limit) {
        drain.begin(time.nanoTime() + limit.toNanos());
        channels.all().forEach(channel -> channel.drain(limit));
        acts.ofServer("DRAIN", "for " + limit.toSeconds() + " s at most");
    }

    @Override
    public void undrain() {
        if (drain.end()) {
            channels.all().forEach(Channel::undrain);
            acts.ofServer("UNDRAIN", "");
        }
    }

    @Override
    public boolean isDraining() {
        return drain.isOn();
    }

    private void endBursts() {
        channels.all().forEach(channel -> channel.talk().endBurst());
    }

    @Override
    public ChannelSummary createChannel(NewChannel channel) {
        rules.check(channel);
        var made = floors.create(channel, Optional.empty()).await().summary();
        acts.ofChannel("CHANNEL_CREATE", made.id());
        return made;
    }

    @Override
    public ChannelSummary updateChannel(String channelId, Optional<String> name, OptionalInt capacity) {
        name.ifPresent(rules::checkName);
        capacity.ifPresent(rules::checkCapacity);
        var changed = channels.require(channelId).update(name, capacity).await();
        acts.ofChannel("CHANNEL_CHANGE", channelId);
        return changed;
    }

    @Override
    public void deleteChannel(String channelId) {
        channels.require(channelId).delete().await();
        acts.ofChannel("CHANNEL_DELETE", channelId);
    }

    @Override
    public void close() {
        sessions.stop();
        thread.ifPresent(DeadlineThread::close);
        media.close();
    }
}
