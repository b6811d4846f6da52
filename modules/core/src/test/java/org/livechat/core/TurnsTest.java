package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.control.Event;
import org.livechat.api.watch.Turn;

/** Who keeps a channel waiting can be named, and one outbox that fails costs its own session only. */
@Timeout(60)
class TurnsTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Client open(String userId, Runnable onSend) {
        var client = new Client() {
            @Override
            public synchronized void send(Event event) {
                onSend.run();
            }
        };
        client.session = world.plane.open(World.credential(userId), 100, client);
        return client;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_outbox_that_does_not_return_is_named_with_its_channel_and_thread() throws Exception {
        var entered = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        var slow = open("slow", () -> {
            entered.countDown();
            await(open);
        });
        assertThat(world.plane.turns().turns()).isEmpty();
        var thread = Thread.ofVirtual().name("joins").start(() -> slow.join(World.PTT));
        await(entered);

        assertThat(world.plane.turns().turns())
                .containsExactly(new Turn("telling members of channel CH_0001", thread, world.time.nanoTime()));

        open.countDown();
        thread.join();
        assertThat(world.plane.turns().turns()).isEmpty();
    }

    @Test
    void an_error_of_one_outbox_keeps_nothing_from_the_others() {
        var ann = world.member("ann", World.PTT);
        open("bad", () -> {
                    throw new StackOverflowError();
                })
                .join(World.PTT);
        var ben = world.member("ben", World.PTT);
        ann.heard();

        ann.request(World.PTT);

        assertThat(ann.heard()).anyMatch(Event.FloorGranted.class::isInstance);
        assertThat(ben.heard()).anyMatch(Event.FloorTaken.class::isInstance);
        world.pass(Duration.ofMillis(1));
        assertThat(world.plane.user("bad")).isEmpty();
        assertThat(world.plane.turns().turns()).isEmpty();
    }

    @Test
    void the_thread_of_the_deadlines_outlives_interrupts_and_errors_of_its_actions() {
        var system = TimeSource.system();
        var deadlines = new Deadlines(system, new Turns(system));
        var done = new CountDownLatch(1);
        try (var thread = DeadlineThread.start(deadlines)) {
            assertThat(thread).isNotNull();
            List.<Runnable>of(() -> Thread.currentThread().interrupt(), () -> {
                        throw new StackOverflowError();
                    })
                    .forEach(deadlines::runSoon);
            deadlines
                    .create(done::countDown)
                    .set(system.nanoTime() + Duration.ofMillis(50).toNanos());
            await(done);
        }
    }
}
