package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Row 6 of the attacks, on a call of a running server: what a talker sent comes again, in every place of the window and behind it, while
 * its sequence numbers wrap and jump. The listener hears each frame once and in order, and what came again is counted.
 */
@Timeout(120)
class ReplayTest {
    private static final String CHANNEL = "CH_0001";
    private static final long PATIENCE_SECONDS = 20;
    private static final long MOST_GROWTH_BYTES = 16 << 20;
    /** At once, next, at edges of words of the window, at its end (960 packets), and past it. */
    private static final int[] ALL_REPLAYS = {0, 1, 63, 64, 127, 128, 959, 960, 1000};

    private static final int FRAMES = 1400;
    private static final int WINDOW = 960;
    private static final int LONGEST_JUMP = 20_000;
    private static final int NUMBERS = 1 << 16;
    private static final int HELD = 50;

    private static final Pattern REPLAYED =
            Pattern.compile("^livechat_media_dropped_total\\{reason=\"replayed\"} (\\d+)", Pattern.MULTILINE);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private WholeServer server;
    private ReplayingPath path;
    private Voice talker;
    private Voice listener;
    private long heapBefore;
    private int threadsBefore;

    @BeforeEach
    void call() throws Exception {
        server = new WholeServer(Map.of("floor.max_talk", "10m"));
        TestClient ann = server.identified("ann");
        talker = Voice.joinUnconnected(ann, CHANNEL);
        path = new ReplayingPath(talker.answer());
        talker.connect(path::lead);
        listener = Voice.join(server.identified("bob"), CHANNEL);
        ann.channelRequest(30, CHANNEL);
        ann.await(50);
        begin();
        log.start();
        root().addAppender(log);
        heapBefore = heap();
        threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Returns once a frame was heard, and no other is on its way. */
    private void begin() throws InterruptedException {
        int said = -1;
        Integer heard = null;
        while (heard == null || heard < said) {
            if (heard == null) {
                said = talker.speak();
                assertThat(said).as("frames of which none was heard").isLessThan(200);
            }
            heard = listener.heard.poll(100, TimeUnit.MILLISECONDS);
        }
    }

    @AfterEach
    void hangUp() {
        root().detachAppender(log);
        talker.close();
        listener.close();
        path.close();
        server.close();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void each_packet_is_heard_once_however_often_it_comes_again_also_where_numbers_wrap() throws Exception {
        skipTo(NUMBERS - FRAMES / 2);
        path.replay(ALL_REPLAYS);
        for (int i = 0; i < FRAMES; i++) {
            talker.report();
            sayAndHear();
        }

        assertThat(path.lastSequenceNumber()).as("behind the wrap").isEqualTo(FRAMES / 2 - 1);
        int again = IntStream.of(ALL_REPLAYS).map(before -> FRAMES - before).sum();
        awaitReplayed(2L * again);
        path.replay();
        assertNothingElseHappened();
        System.out.printf(
                "%d frames heard once each, of which, and of as many reports, %d came again%n", FRAMES, 2 * again);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000, LONGEST_JUMP})
    void numbers_jump_ahead_and_fall_back(int jump) throws Exception {
        Set<Integer> held = hold(HELD);
        talker.skip(jump);
        path.holdNoMore();
        sayAndHear(HELD);

        path.release();
        if (jump + 2 * HELD < WINDOW) {
            assertThat(hear(HELD)).isEqualTo(held);
            awaitReplayed(0);
        } else {
            // Behind the window none can be told from one that has come before.
            awaitReplayed(HELD);
        }
        long refused = replayed();
        sayAndHear(HELD);
        path.replayLatest(3 * HELD);
        awaitReplayed(refused + 3 * HELD);
        sayAndHear(HELD);
        assertNothingElseHappened();
    }

    @Test
    void what_was_held_up_until_numbers_have_wrapped_is_heard_once() throws Exception {
        skipTo(NUMBERS - HELD / 2);
        Set<Integer> held = hold(HELD);
        path.holdNoMore();
        sayAndHear(HELD);

        path.release();
        assertThat(hear(HELD)).isEqualTo(held);
        path.replayLatest(2 * HELD);
        awaitReplayed(2 * HELD);
        sayAndHear(HELD);
        assertNothingElseHappened();
    }

    /** Leaves numbers out, a few at a time, until the next one is this. */
    private void skipTo(int number) throws InterruptedException {
        for (int left = left(number); left > 0; left = left(number)) {
            talker.skip(Math.min(left - 1, LONGEST_JUMP));
            sayAndHear();
        }
    }

    private int left(int number) {
        return number - 1 - path.lastSequenceNumber();
    }

    /** Says frames that do not get through yet. */
    private Set<Integer> hold(int frames) throws InterruptedException {
        path.hold();
        Set<Integer> said =
                IntStream.range(0, frames).map(_ -> talker.speak()).boxed().collect(Collectors.toSet());
        await("held", () -> path.held() == frames);
        return said;
    }

    private void sayAndHear(int frames) throws InterruptedException {
        for (int i = 0; i < frames; i++) {
            sayAndHear();
        }
    }

    /** The next that is heard is what was said just now. */
    private void sayAndHear() throws InterruptedException {
        int said = talker.speak();
        assertThat(listener.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(said);
    }

    private Set<Integer> hear(int frames) throws InterruptedException {
        Set<Integer> heard = new HashSet<>();
        for (int i = 0; i < frames; i++) {
            heard.add(listener.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return heard;
    }

    private void assertNothingElseHappened() throws Exception {
        sayAndHear();
        assertThat(listener.heard).isEmpty();
        assertThat(log.list).as("lines of the log").isEmpty();
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threadsBefore + 4);
        assertThat(heap() - heapBefore).as("bytes more in the heap").isLessThan(MOST_GROWTH_BYTES);
    }

    private void awaitReplayed(long count) throws Exception {
        await("counted", () -> replayed() >= count);
        assertThat(replayed()).isEqualTo(count);
    }

    private long replayed() throws Exception {
        String metrics = server.send(server.request("/metrics").header("Authorization", "Bearer " + WholeServer.ADMIN))
                .body();
        Matcher line = REPLAYED.matcher(metrics);
        assertThat(line.find()).as(metrics).isTrue();
        return Long.parseLong(line.group(1));
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!condition.holds()) {
                assertThat(System.nanoTime() - end).as(what).isNegative();
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }
}
