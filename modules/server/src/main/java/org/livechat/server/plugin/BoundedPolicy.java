package org.livechat.server.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;
import org.livechat.server.provider.PartError;
import org.livechat.server.provider.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plug-in's policy that can hold nobody up for long. It is asked on threads of its own and waited for {@link #PATIENCE}, longer where the machine does not let it answer;
 * an answer that takes longer counts as a failure, which denies the one request. After {@link #MOST_DELAYS} of them within
 * {@link #WINDOW} another policy judges until it is loaded anew or the server is restarted: all channels together wait for a policy that hangs
 * a fraction of a second, once.
 */
public final class BoundedPolicy implements FloorPolicy {
    /** A policy answers within microseconds; this leaves room for a pause of the machine. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    static final int MOST_DELAYS = 3;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(BoundedPolicy.class);
    private static final Duration WARMING_UP = Duration.ofSeconds(1);
    private static final int THREADS = 4;
    private static final int WAITING_QUESTIONS = 1024;
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    private final String name;
    private final FloorPolicy policy;
    private final FloorPolicy fallback;
    private final ThreadPoolExecutor threads;
    private volatile boolean givenUp;
    private long windowStartNanos;
    private int delays;

    /**
     * @param name what the policy is called, whatever it says later
     * @param fallback judges when the policy was too slow too often
     */
    public BoundedPolicy(String name, FloorPolicy policy, FloorPolicy fallback) {
        this.name = name;
        this.policy = policy;
        this.fallback = fallback;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_THREAD.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_QUESTIONS),
                Thread.ofPlatform()
                        .name("livechat-policy-" + name + "-", 0)
                        .daemon()
                        .factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Asks something whose answer does not matter, so that no real request has to wait until the policy's classes are
     * loaded.
     */
    public BoundedPolicy warmedUp() {
        var request = new FloorRequest("", 0, FloorIndicator.NORMAL, Set.of());
        var idle = new FloorView(Optional.empty(), List.of(), 1);
        Future<FloorDecision> answer = threads.submit(() -> answer(asked -> asked.judge(request, idle)));
        try {
            answer.get(WARMING_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // If it is no better with real requests, the floor machine reports it.
            log.debug("Floor policy '{}' did not answer when it was loaded", name, e);
            answer.cancel(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FloorDecision judge(FloorRequest request, FloorView floor) {
        FloorDecision decision = ask(asked -> asked.judge(request, floor));
        // Everybody who asks is told the reason, as often as they ask.
        return decision instanceof FloorDecision.Deny(var cause, var reason)
                ? FloorDecision.deny(cause, Reason.oneLine(reason))
                : decision;
    }

    @Override
    public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
        return ask(asked -> asked.overtakes(arriving, waiting));
    }

    @Override
    public FloorRequest next(List<FloorRequest> queue) {
        return ask(asked -> asked.next(queue));
    }

    @Override
    public Duration duration(FloorRequest talker, Duration limit) {
        return ask(asked -> asked.duration(talker, limit));
    }

    @Override
    public boolean interruptsBroadcast(FloorRequest request) {
        return ask(asked -> asked.interruptsBroadcast(request));
    }

    @Override
    public Duration memory() {
        return ask(FloorPolicy::memory);
    }

    // What is thrown here is caught by the floor machine, reported with the policy's name, and denies the request.
    private <T> T ask(Function<FloorPolicy, T> question) {
        if (givenUp) {
            return question.apply(fallback);
        }
        var answer = new PolicyQuestion<>(() -> answer(question));
        try {
            threads.execute(answer);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("it has " + WAITING_QUESTIONS + " questions to answer already", e);
        }
        try {
            return answer.await(PATIENCE);
        } catch (TimeoutException e) {
            answer.cancel(true);
            delayed();
            throw new IllegalStateException("it took longer than " + PATIENCE.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw PartError.of(Optional.ofNullable(e.getCause()).orElse(e));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server did not wait for its answer, since it is stopping", e);
        }
    }

    // What is thrown here goes through a Future, which asks it for its text.
    private <T> T answer(Function<FloorPolicy, T> question) {
        try {
            return question.apply(policy);
        } catch (Throwable e) {
            throw PartError.of(e);
        }
    }

    private synchronized void delayed() {
        long now = System.nanoTime();
        if (delays == 0 || now - windowStartNanos > WINDOW.toNanos()) {
            windowStartNanos = now;
            delays = 0;
        }
        delays++;
        if (delays >= MOST_DELAYS && !givenUp) {
            givenUp = true;
            log.error(
                    "Floor policy '{}' took longer than {} ms {} times within {} s; policy '{}' judges in its place until"
                            + " its plug-in is reloaded; a thread of it that never answers stays until the server is restarted",
                    name,
                    PATIENCE.toMillis(),
                    delays,
                    WINDOW.toSeconds(),
                    fallback.name());
        }
    }
}
