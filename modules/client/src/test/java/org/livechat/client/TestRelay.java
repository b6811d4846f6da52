package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.EndpointRequest;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.OpenedEndpoint;
import org.livechat.api.media.RelayPlan;
import org.livechat.api.media.SlotAssignment;
import org.livechat.media.MediaSettings;
import org.livechat.media.RelayMediaPlane;
import org.livechat.rtc.codec.BuiltInCodecs;
import org.livechat.transport.Transports;

/** A real media plane on loopback with one channel, whose plans the test makes as the floor would. */
final class TestRelay implements AutoCloseable {
    static final Duration CONSENT = Duration.ofSeconds(30);

    private static final String CHANNEL = "channel";

    private final List<TestMember> members = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final ChannelMode mode;
    private final RelayMediaPlane plane;
    private long plans;

    TestRelay(ChannelMode mode, Duration consent) throws IOException {
        this(mode, RelayUnderTest.settings(consent));
    }

    TestRelay(ChannelMode mode, MediaSettings settings) throws IOException {
        this.mode = mode;
        this.plane = RelayMediaPlane.open(settings, Transports.all(), BuiltInCodecs.all(), new Recorder());
    }

    RelayMediaPlane plane() {
        return plane;
    }

    InetSocketAddress address() {
        return plane.localAddress();
    }

    /** A figure of the plane's, such as {@code media.packets.in}. */
    long count(String metric) {
        return figure(metric, Map.of());
    }

    /** Packets that went no further for this reason. */
    long dropped(String reason) {
        return figure("media.dropped", Map.of("reason", reason));
    }

    /** A figure of the plane's that is told apart by a reason. */
    long count(String metric, String reason) {
        return figure(metric, Map.of("reason", reason));
    }

    private long figure(String name, Map<String, String> labels) {
        return plane.metrics().stream()
                .filter(metric -> metric.name().equals(name) && metric.labels().equals(labels))
                .mapToLong(metric -> (long) metric.value().getAsDouble())
                .findFirst()
                .orElseThrow();
    }

    /** Somebody whose media is connected. */
    TestMember member(String userId, OfferedTrack... tracks) throws Exception {
        return member(userId, InetAddress.getLoopbackAddress(), tracks);
    }

    /** Somebody at an address of this machine whose media is connected. */
    TestMember member(String userId, InetAddress local, OfferedTrack... tracks) throws Exception {
        var member = new TestMember(userId, local);
        join(member, UnaryOperator.identity(), UnaryOperator.identity(), tracks);
        member.awaitConnected();
        return member;
    }

    /** Somebody whose UDP is blocked, and whose media is connected by TCP. */
    TestMember overTcp(String userId, UnaryOperator<String> answerChange, OfferedTrack... tracks) throws Exception {
        var member = join(TestMember.overTcp(userId), UnaryOperator.identity(), answerChange, tracks);
        member.awaitConnected();
        return member;
    }

    /** Somebody who begins to connect, by an offer and an answer that something changes on their way. */
    TestMember join(
            String userId,
            UnaryOperator<String> offerChange,
            UnaryOperator<String> answerChange,
            OfferedTrack... tracks)
            throws IOException {
        return join(new TestMember(userId), offerChange, answerChange, tracks);
    }

    private TestMember join(
            TestMember member,
            UnaryOperator<String> offerChange,
            UnaryOperator<String> answerChange,
            OfferedTrack... tracks) {
        var opened = open(member.userId(), offerChange.apply(member.peer().offer(List.of(tracks))));
        member.joined(opened.endpointId());
        members.add(member);
        member.peer().answer(answerChange.apply(opened.sdpAnswer()));
        return member;
    }

    OpenedEndpoint open(String userId, String offer) {
        return plane.open(new EndpointRequest(CHANNEL, userId, mode, false, offer));
    }

    /** Publishes a plan by which these are heard by all members. */
    void heard(TestMember... talkers) {
        plane.publish(new RelayPlan(
                CHANNEL,
                1,
                ++plans,
                mode,
                members.stream().map(TestMember::endpointId).toList(),
                Stream.of(talkers).map(TestMember::endpointId).collect(Collectors.toSet()),
                Duration.ofSeconds(4)));
    }

    /** Waits for an event, whatever else comes before. */
    void awaitEvent(String wanted) throws InterruptedException {
        var before = new ArrayList<String>();
        while (true) {
            var event = events.poll(10, TimeUnit.SECONDS);
            assertThat(event).as("%s, after %s", wanted, before).isNotNull();
            if (event.equals(wanted)) {
                return;
            }
            before.add(event);
        }
    }

    /** Takes the events that have come, of a kind. */
    List<String> takeEvents(String kind) {
        var taken = new ArrayList<String>();
        events.drainTo(taken);
        return taken.stream().filter(event -> event.startsWith(kind)).toList();
    }

    @Override
    public void close() {
        members.forEach(TestMember::close);
        plane.close();
    }

    /** Writes events down by user, who is unique in a test. */
    private final class Recorder implements MediaListener {
        private void note(String what, String endpointId) {
            var user = members.stream()
                    .filter(member -> member.endpointId().equals(endpointId))
                    .map(TestMember::userId)
                    .findFirst()
                    .orElse(endpointId);
            events.add(what + " " + user);
        }

        @Override
        public void connected(String endpointId) {
            note("connected", endpointId);
        }

        @Override
        public void moved(String endpointId) {
            note("moved", endpointId);
        }

        @Override
        public void burstStarted(String endpointId) {
            note("burst", endpointId);
        }

        @Override
        public void burstQuiet(String endpointId) {
            note("quiet", endpointId);
        }

        @Override
        public void mediaWithoutFloor(String endpointId) {
            note("without floor", endpointId);
        }

        @Override
        public void tracksChanged(String endpointId, List<SlotAssignment> slots) {
            var carried = slots.stream()
                    .map(slot -> slot.mid() + "=" + slot.userId().orElse("nobody"))
                    .collect(Collectors.joining(","));
            note("tracks " + carried, endpointId);
        }

        @Override
        public void closed(String endpointId, Reason reason) {
            note("closed " + reason, endpointId);
        }
    }
}
