package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.ErrorCode;
import org.livechat.api.control.Event;

/** A session is ended while a channel is still telling it something: that comes first. */
@Timeout(20)
class EndBehindDeliveriesTest {
    private static final String HUT = "hut";

    private final World world = new World();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final CountDownLatch delivering = new CountDownLatch(1);
    private final List<FutureTask<Void>> tasks = new ArrayList<>();
    private Client ann;
    private Client ben;

    /** A delivery to the first member takes its time, so that whatever follows has to wait for it. */
    @BeforeEach
    void open() {
        ann = new Client() {
            @Override
            public synchronized void send(Event event) {
                if (event instanceof Event.MessagePosted) {
                    delivering.countDown();
                    await(slow);
                }
            }
        };
        ann.session = world.plane.open(World.credential("ann"), 100, ann);
        ann.session.createChannel(World.channel(HUT, "0002"));
        ann.join(HUT);
        ben = world.member("ben", HUT);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void when_its_channel_is_being_deleted() throws Exception {
        assertToldBeforeTheEnd((owner, member) -> owner.session.deleteChannel(HUT));

        assertThat(ben.heard()).hasSize(2).endsWith(new Event.ChannelDeleted(HUT));
    }

    @Test
    void when_it_is_leaving() throws Exception {
        assertToldBeforeTheEnd((owner, member) -> member.session.leave(HUT));

        assertThat(ben.heard()).singleElement().isInstanceOf(Event.MessagePosted.class);
    }

    private void assertToldBeforeTheEnd(BiConsumer<Client, Client> meanwhile)
            throws InterruptedException, ExecutionException {
        start(() -> ben.session.postMessage(HUT, "hello"));
        await(delivering);
        start(() -> meanwhile.accept(ann, ben));
        start(() -> world.open("ben"));
        slow.countDown();
        for (var task : tasks) {
            task.get();
        }
        assertThat(ben.ended).contains(ErrorCode.SESSION_REPLACED);
    }

    /** Returns when the action waits for something or has ended. */
    private void start(Runnable action) {
        var task = new FutureTask<Void>(action, null);
        tasks.add(task);
        var thread = Thread.ofPlatform().start(task);
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
