package org.livechat.core;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.livechat.api.ChannelSet;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.ChannelDetail;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.Event;
import org.livechat.api.control.JoinRequest;
import org.livechat.api.control.JoinResult;
import org.livechat.api.control.NewChannel;
import org.livechat.api.control.Outbox;
import org.livechat.api.control.Session;
import org.livechat.api.media.IceServers;
import org.livechat.api.media.TrackSelection;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One identified client. Its lock is held by joining and by ending, so that nothing is joined by a session that has
 * ended; it is taken before any channel's lock.
 */
final class LiveSession implements Session {
    private static final Logger log = LoggerFactory.getLogger(LiveSession.class);

    private final String id;
    private final Credential credential;
    private final int priority;
    private final Outbox outbox;
    private final SessionParts parts;
    private final Consumer<LiveSession> onEnded;
    private final Deadline timeout;
    private final ReentrantLock lock = new ReentrantLock();

    /** Each stays until all that it was told is delivered, so that the session's end can wait for that. */
    private final Set<Membership> memberships = ConcurrentHashMap.newKeySet();

    private volatile long lastSeenNanos;
    private volatile boolean ended;
    private volatile boolean outboxBroken;

    LiveSession(
            String id,
            Credential credential,
            int priority,
            Outbox outbox,
            SessionParts parts,
            Consumer<LiveSession> onEnded) {
        this.id = id;
        this.credential = credential;
        this.priority = Math.min(priority, credential.priorityCeiling());
        this.outbox = outbox;
        this.parts = parts;
        this.onEnded = onEnded;
        this.timeout = parts.deadlines().create(this::checkHeartbeat);
        this.lastSeenNanos = parts.time().nanoTime();
    }

    /** From now on the session ends when it is not heard of. */
    void opened() {
        timeout.set(lastSeenNanos + parts.settings().timeout().toNanos());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String userId() {
        return credential.userId();
    }

    @Override
    public IceServers iceServers() {
        return parts.media().iceServers(userId());
    }

    Credential credential() {
        return credential;
    }

    int priority() {
        return priority;
    }

    /** For how long it has waited for its client; empty unless it does. */
    Optional<Duration> away() {
        return outbox.away();
    }

    /** When the last request came. */
    long lastSeenNanos() {
        return lastSeenNanos;
    }

    List<String> channelIds() {
        return memberships.stream()
                .map(membership -> membership.channel().id())
                .sorted()
                .toList();
    }

    /** Under the channel's lock. */
    void joined(Membership membership) {
        memberships.add(membership);
    }

    /** In the channel's turn to deliver, behind everything else that the membership was told. */
    void left(Membership membership) {
        memberships.remove(membership);
    }

    /** Under the turn of a channel to deliver, so that no lock but an innermost one may be taken. */
    void deliver(Event event) {
        if (outboxBroken) {
            return;
        }
        try {
            outbox.send(event);
        } catch (RuntimeException | Error e) {
            outboxBroken = true;
            log.error("The outbox of {} does not take events; its session is closed", userId(), e);
            parts.deadlines().runSoon(this::close);
        }
    }

    @Override
    public ChannelSummary createChannel(NewChannel channel) {
        requireAlive();
        parts.rules().check(channel);
        requireManage(channel.id());
        parts.directory().requireClientsRecord(channel);
        parts.drain().requireOpen();
        return parts.floors().create(channel, Optional.of(userId())).await().summary();
    }

    @Override
    public JoinResult join(JoinRequest request) {
        ChannelRules.checkSsrc(request.ssrc());
        var channel = find(request.channelId());
        requireAllowed(credential.channels().join(), channel.id(), "join");
        if (request.sdpOffer().isPresent()) {
            requireAllowed(credential.channels().listen(), channel.id(), "hear");
        }
        parts.drain().requireOpen();
        lock.lock();
        try {
            requireAlive();
            int most = parts.settings().maxChannels();
            if (memberships.size() >= most && !isIn(channel)) {
                throw new RequestRefused(
                        ErrorCode.RATE_LIMITED, "you are in " + most + " channels, leave one of them first");
            }
            return channel.join(this, request);
        } finally {
            lock.unlock();
        }
    }

    private boolean isIn(Channel channel) {
        return memberships.stream().anyMatch(membership -> membership.channel() == channel);
    }

    @Override
    public void leave(String channelId) {
        find(channelId).leave(this);
    }

    @Override
    public ChannelSummary updateChannel(String channelId, String name, OptionalInt capacity) {
        parts.rules().checkName(name);
        capacity.ifPresent(parts.rules()::checkCapacity);
        var channel = find(channelId);
        requireManage(channelId);
        return channel.update(userId(), name, capacity).await();
    }

    @Override
    public void deleteChannel(String channelId) {
        var channel = find(channelId);
        requireManage(channelId);
        channel.delete(userId()).await();
    }

    @Override
    public List<ChannelSummary> channels() {
        requireAlive();
        return parts.directory().summaries();
    }

    @Override
    public ChannelDetail channel(String channelId) {
        return find(channelId).detail();
    }

    @Override
    public String renegotiate(String channelId, String sdpOffer) {
        var channel = find(channelId);
        requireAllowed(credential.channels().listen(), channelId, "hear");
        return channel.media().renegotiate(this, sdpOffer);
    }

    @Override
    public void selectTrack(String channelId, TrackSelection selection) {
        find(channelId).media().select(this, selection);
    }

    @Override
    public void postMessage(String channelId, String content) {
        parts.rules().checkMessage(content);
        find(channelId).post(this, content);
    }

    @Override
    public Page<StoredMessage> messages(String channelId, OptionalLong before, int limit) {
        return history(channelId, before, limit, ChannelRecord::messages);
    }

    @Override
    public Page<StoredBurst> bursts(String channelId, OptionalLong before, int limit) {
        return history(channelId, before, limit, ChannelRecord::bursts);
    }

    @Override
    public Optional<Map<StoredBurst, List<String>>> recordings(String channelId, List<StoredBurst> bursts) {
        if (!credential.channels().replay().contains(channelId)) {
            return Optional.empty();
        }
        var channel = find(channelId);
        channel.requireMember(this);
        return Optional.of(channel.record().recordings(bursts));
    }

    private <T> Page<T> history(
            String channelId,
            OptionalLong before,
            int limit,
            BiFunction<ChannelRecord, PageRequest, Page<T>> question) {
        ChannelRules.checkPage(limit);
        var channel = find(channelId);
        channel.requireMember(this);
        try {
            return question.apply(channel.record(), new PageRequest(before, limit));
        } catch (PartFailed nothingKept) {
            throw new RequestRefused(ErrorCode.NO_HISTORY, String.valueOf(nothingKept.getMessage()));
        }
    }

    @Override
    public void requestFloor(String channelId, OptionalInt priority, FloorIndicator indicator) {
        priority.ifPresent(ChannelRules::checkPriority);
        find(channelId).talk().requestFloor(this, priority, indicator, parts.drain());
    }

    @Override
    public void releaseFloor(String channelId) {
        find(channelId).talk().releaseFloor(this);
    }

    @Override
    public void pingFloor(String channelId) {
        find(channelId).talk().pingFloor(this);
    }

    @Override
    public void heartbeat() {
        lastSeenNanos = parts.time().nanoTime();
    }

    @Override
    public void close() {
        cleanUp();
    }

    /** Closes the session and tells its client why. Under no lock of a session or a channel. */
    void end(ErrorCode code, String reason) {
        if (!cleanUp()) {
            return;
        }
        try {
            outbox.end(code, reason);
        } catch (RuntimeException | Error e) {
            log.error("The outbox of {} could not be ended", userId(), e);
        }
    }

    /** Whether it was this call that ended the session; if not, the one that did has finished. */
    private boolean cleanUp() {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            ended = true;
            timeout.clear();
            memberships.stream()
                    .map(Membership::channel)
                    .sorted(Comparator.comparing(Channel::id))
                    .forEach(this::abandon);
            onEnded.accept(this);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void abandon(Channel channel) {
        try {
            channel.abandon(this);
        } catch (RuntimeException | Error e) {
            log.error("{} could not be taken out of {}", userId(), channel.id(), e);
        }
    }

    private void checkHeartbeat() {
        long dueNanos = lastSeenNanos + parts.settings().timeout().toNanos();
        if (parts.time().nanoTime() - dueNanos < 0) {
            timeout.set(dueNanos);
        } else {
            end(
                    ErrorCode.HEARTBEAT_MISSED,
                    "nothing came for " + parts.settings().timeout().toSeconds() + " s; a heartbeat is due every "
                            + parts.settings().heartbeatInterval().toSeconds() + " s");
        }
    }

    private void requireManage(String channelId) {
        requireAllowed(credential.channels().manage(), channelId, "create, change or delete");
    }

    private static void requireAllowed(ChannelSet allowed, String channelId, String what) {
        if (!allowed.contains(channelId)) {
            throw new RequestRefused(
                    ErrorCode.ACCESS_DENIED, "your token does not let you " + what + " channel " + channelId);
        }
    }

    /** The channel of a request, which shows that the client is alive. */
    private Channel find(String channelId) {
        requireAlive();
        return parts.directory().require(channelId);
    }

    private void requireAlive() {
        if (ended) {
            throw new RequestRefused(ErrorCode.NOT_AUTHENTICATED, "this session has ended");
        }
        heartbeat();
    }
}
