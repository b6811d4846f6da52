package org.livechat.tools.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.livechat.api.ChannelMode;
import org.livechat.client.OfferedTrack;
import org.livechat.client.PeerLoop;
import org.livechat.client.RequestFailed;
import org.livechat.client.SendingTrack;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ChannelEntry;
import org.livechat.protocol.ClientMessage;
import org.livechat.tools.CommandFailed;

/** All the users of one run, who share one HTTP client and one thread that receives; and their channels. */
final class Crowd implements AutoCloseable {
    /** What a server with the limits of bench/run, and this machine, can take. */
    static final int JOINS_AT_ONCE = 32;

    private static final int FREQUENCIES = 10_000;

    private final Progress progress;
    private final URI server;
    private final String secret;
    private final String name = "bench-" + Long.toString(System.currentTimeMillis(), 36);
    private final Tally tally = new Tally();
    private final HttpClient http;
    private final ExecutorService joining = Executors.newVirtualThreadPerTaskExecutor();
    private final PeerLoop loop;
    private final ConcurrentLinkedQueue<Member> members = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger sources = new AtomicInteger();
    private final Set<String> frequencies = new HashSet<>();
    private int nextFrequency = FREQUENCIES - 1;

    Crowd(TargetOptions target, Progress progress) {
        this.progress = progress;
        this.server = target.webSocket();
        this.secret = target.secret();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        try {
            this.loop = PeerLoop.start(target.cipher(), target.wakeful);
        } catch (IOException noSelector) {
            throw CommandFailed.wrongUsage("this process cannot open a selector: " + noSelector.getMessage());
        }
    }

    Tally tally() {
        return tally;
    }

    PeerLoop loop() {
        return loop;
    }

    List<Member> members() {
        return List.copyOf(members);
    }

    /** A user who has identified. */
    Member connected() {
        Member member = new Member(name + "-" + numbers.incrementAndGet(), tally);
        members.add(member);
        attempt(() -> member.connect(http, server, secret));
        return member;
    }

    /** Makes a channel in that user's name. */
    String channel(Member owner, ChannelMode mode, int capacity) {
        return channel(owner, mode, capacity, false);
    }

    /** The same, perhaps one that is recorded. */
    synchronized String channel(Member owner, ChannelMode mode, int capacity, boolean record) {
        if (frequencies.isEmpty()) {
            owner
                    .signaling()
                    .ask(new ClientMessage.ChannelList(), AckData.Listing.class, Member.PATIENCE)
                    .channels()
                    .stream()
                    .map(ChannelEntry::frequency)
                    .forEach(frequencies::add);
            frequencies.add("none");
        }
        String frequency = "none";
        while (frequencies.contains(frequency)) {
            if (nextFrequency < 0) {
                throw CommandFailed.serverSaidNo("all " + FREQUENCIES + " frequencies are taken");
            }
            frequency = String.format("%04d", nextFrequency--);
        }
        frequencies.add(frequency);
        String channel = name + "-" + frequency;
        String taken = frequency;
        attempt(() -> owner.signaling()
                .ask(
                        new ClientMessage.ChannelCreate(
                                channel, taken, channel, mode, OptionalInt.of(capacity), Optional.empty(), record),
                        AckData.Created.class,
                        Member.PATIENCE));
        return channel;
    }

    /** Has so many do something at once; fails if one of them does. */
    void atOnce(int count, int most, Attempt<Integer> each) {
        Semaphore places = new Semaphore(most);
        AtomicInteger done = new AtomicInteger();
        progress.show(() -> "joined: " + done + " of " + count);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            all.add(CompletableFuture.runAsync(
                    () -> {
                        places.acquireUninterruptibly();
                        try {
                            attempt(() -> each.with(number));
                            done.incrementAndGet();
                        } finally {
                            places.release();
                        }
                    },
                    joining));
        }
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CommandFailed failed ? failed : e;
        }
    }

    void join(Member member, String channel, List<OfferedTrack> tracks) {
        attempt(() -> member.join(loop, channel, tracks));
    }

    /** A stream of a member who has joined. */
    Source source(Member member, String mid, boolean video, int payloadBytes, IntSupplier listeners) {
        SendingTrack track = member.peer()
                .sending(mid)
                .orElseThrow(() -> CommandFailed.serverSaidNo("the server does not take a talker's media"));
        Source source = new Source(sources.incrementAndGet(), video, payloadBytes, track, listeners);
        tally.add(source);
        return source;
    }

    /** What may fail for many reasons. */
    interface Attempt<T> {
        void with(T argument) throws Exception;
    }

    /** What may fail for many reasons, and takes nothing. */
    interface Plain {
        void run() throws Exception;
    }

    void attempt(Plain attempt) {
        try {
            attempt.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandFailed.notConnected("interrupted");
        } catch (CommandFailed failed) {
            throw failed;
        } catch (Exception e) {
            throw reason(e);
        }
    }

    private CommandFailed reason(Throwable e) {
        return switch (e) {
            case ExecutionException wrapped when wrapped.getCause() != null -> reason(wrapped.getCause());
            case CompletionException wrapped when wrapped.getCause() != null -> reason(wrapped.getCause());
            case RequestFailed refused -> CommandFailed.serverSaidNo("the server said " + refused.getMessage());
            case TimeoutException _ ->
                CommandFailed.notConnected(
                        "no answer from " + server + " within " + Member.PATIENCE.toSeconds() + " s");
            case ConnectException _ ->
                CommandFailed.notConnected(
                        "no server answers at " + server + "; is it running, are --host and --port right?");
            default -> CommandFailed.notConnected(server + ": " + e);
        };
    }

    /** Goes; the channels that were made go by themselves when they are empty. */
    @Override
    public void close() {
        joining.close();
        loop.close();
        members.forEach(Member::close);
        http.close();
    }
}
