package org.livechat.tools.bench;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.livechat.protocol.ClientMessage;
import org.livechat.tools.CommandFailed;

/**
 * Keeps the floor of a channel for one talker: pings, and takes it anew before its time is up. The source is silent
 * meanwhile, so that the change loses nothing.
 */
final class Floor {
    private static final Duration PING = Duration.ofSeconds(2);
    /** How long before the server would end the burst the talker does so. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** For what is still on its way when the source has become silent. */
    private static final long SETTLE_MILLIS = 200;

    private final Member member;
    private final String channel;
    private final Source source;
    private final ScheduledExecutorService scheduler;
    private @Nullable ScheduledFuture<?> renewal;
    private volatile boolean held;

    Floor(Member member, String channel, Source source, ScheduledExecutorService scheduler) {
        this.member = member;
        this.channel = channel;
        this.source = source;
        this.scheduler = scheduler;
        source.pause(true);
        member.onRevoked(() -> {
            held = false;
            source.pause(true);
            scheduler.execute(this::renew);
        });
        // the server ends a burst that has been silent, as between two rounds
        member.onIdle(() -> {
            held = false;
            source.pause(true);
        });
        var _ = scheduler.scheduleAtFixedRate(
                () -> {
                    if (held) {
                        member.signaling().tell(new ClientMessage.FloorPing(channel));
                    }
                },
                PING.toMillis(),
                PING.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    Source source() {
        return source;
    }

    /** Takes the floor if it is not held. */
    void ensure() {
        if (!held) {
            take();
        }
    }

    /** Ends the burst and begins another one, where the floor is held. */
    void turn() {
        if (held) {
            renew();
        }
    }

    /** Takes the floor and waits until it is granted. */
    private synchronized void take() {
        try {
            if (held) {
                source.pause(true);
                Thread.sleep(SETTLE_MILLIS);
                var _ = member.releaseFloor(channel);
            }
            Duration granted = member.requestFloor(channel).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            held = true;
            source.pause(false);
            long renewIn = Math.max(MARGIN.toMillis(), granted.minus(MARGIN).toMillis());
            if (renewal != null) {
                renewal.cancel(false);
            }
            renewal = scheduler.schedule(this::renew, renewIn, TimeUnit.MILLISECONDS);
        } catch (ExecutionException denied) {
            throw CommandFailed.serverSaidNo(
                    String.valueOf((denied.getCause() == null ? denied : denied.getCause()).getMessage()));
        } catch (TimeoutException _) {
            throw CommandFailed.serverSaidNo(
                    "the floor of " + channel + " was not granted within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandFailed.notConnected("interrupted");
        }
    }

    private void renew() {
        try {
            take();
        } catch (CommandFailed _) {
            // the source stays silent, which the round notices
            held = false;
        }
    }
}
