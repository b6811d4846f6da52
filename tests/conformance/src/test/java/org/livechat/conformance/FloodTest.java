package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * A stranger floods the port of media while somebody talks: the call goes on, nobody is answered, nothing grows, no line is written,
 * and a counter shows it. Each flood has {@code -Dlivechat.flood.packets} (20,000) packets, as fast as they go.
 */
@Timeout(120)
class FloodTest {
    private static final int PACKETS = Integer.getInteger("livechat.flood.packets", 20_000);
    private static final long FRAME_MILLIS = 20;
    private static final long PATIENCE_SECONDS = 20;
    private static final long MOST_GROWTH_BYTES = 16 << 20;
    private static final String CHANNEL = "CH_0001";
    private static final Pattern DROPPED =
            Pattern.compile("^livechat_media_dropped_total\\{reason=\"(\\w+)\"} (\\d+)", Pattern.MULTILINE);
    private static final Pattern UFRAG = Pattern.compile("a=ice-ufrag:(\\S+)");
    private static final Pattern MEDIA_PORT =
            Pattern.compile("a=candidate:\\S+ 1 udp \\d+ \\S+ (\\d+) typ host", Pattern.CASE_INSENSITIVE);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private WholeServer server;
    private Voice talker;
    private Voice listener;

    @BeforeEach
    void call() throws Exception {
        server = new WholeServer(Map.of("floor.max_talk", "10m"));
        TestClient ann = server.identified("ann");
        talker = Voice.join(ann, CHANNEL);
        listener = Voice.join(server.identified("bob"), CHANNEL);
        ann.channelRequest(30, CHANNEL);
        ann.await(50);
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void hangUp() {
        root().detachAppender(log);
        clock.shutdownNow();
        talker.close();
        listener.close();
        server.close();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @ParameterizedTest
    @EnumSource
    void does_nothing(Flood flood) throws Exception {
        AtomicInteger said = new AtomicInteger();
        Set<Integer> heard = new HashSet<>();
        Future<?> speech =
                clock.scheduleAtFixedRate(() -> said.set(talker.speak() + 1), 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
        hear(0, heard);
        long dropped = dropped(flood);
        long heap = heap();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();

        long start = System.nanoTime();
        try (DatagramChannel stranger = DatagramChannel.open()) {
            stranger.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20)
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            stranger.configureBlocking(false);
            var address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), Integer.parseInt(find(MEDIA_PORT, talker.answer())));
            String ufrag = find(UFRAG, talker.answer());
            Random random = new Random(1);
            for (int i = 0; i < PACKETS; i++) {
                ByteBuffer packet = flood.next(random, ufrag);
                while (stranger.send(packet, address) == 0) {
                    Thread.onSpinWait();
                }
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            int last = said.get();

            // The call goes on, and the server has seen what came before.
            hear(last + 1, heard);
            assertThat(stranger.receive(ByteBuffer.allocate(2048)))
                    .as("an answer")
                    .isNull();
            long lost = IntStream.range(0, last)
                    .filter(frame -> !heard.contains(frame))
                    .count();
            System.out.printf(
                    "%s: %d packets in %d ms, %d counted, %d of %d frames lost%n",
                    flood, PACKETS, millis, dropped(flood) - dropped, lost, last);
        }
        assertThat(speech.isDone()).as("the talker has stopped").isFalse();
        assertThat(dropped(flood)).isGreaterThan(dropped);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads + 4);
        assertThat(heap() - heap).as("bytes more in the heap").isLessThan(MOST_GROWTH_BYTES);
        assertThat(log.list).as("lines of the log").isEmpty();
        assertThat(server.look("/admin/channels/" + CHANNEL).get("floor_holder").stringValue())
                .isEqualTo("ann");
    }

    /** Waits for a frame with this number or a later one. */
    private void hear(int number, Set<Integer> heard) throws InterruptedException {
        Integer frame;
        do {
            frame = listener.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("a frame from " + number + " on").isNotNull();
            heard.add(frame);
        } while (frame < number);
    }

    private long dropped(Flood flood) throws Exception {
        String metrics = server.send(server.request("/metrics").header("Authorization", "Bearer " + WholeServer.ADMIN))
                .body();
        return DROPPED.matcher(metrics)
                .results()
                .filter(line -> flood.isCountedAs(line.group(1)))
                .mapToLong(line -> Long.parseLong(line.group(2)))
                .sum();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
