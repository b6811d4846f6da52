package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.livechat.core.Refusals.assertRefused;
import static org.livechat.core.World.CONFERENCE;
import static org.livechat.core.World.PTT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.ChannelMode;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.control.BlockStatus;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.Event;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.control.NewChannel;
import org.livechat.api.store.BurstEnding;
import org.livechat.api.store.Change;
import org.livechat.api.store.Remembered;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredChannel;
import org.livechat.api.store.StoredMute;

/** What the control plane has kept, what it waits for, and what it begins with. */
@Timeout(30)
class KeepingTest {
    private final RecordedStore store = new RecordedStore();
    private World world = new World(store);

    @AfterEach
    void close() {
        store.goOn();
        world.close();
    }

    @Test
    void channels_and_what_becomes_of_them_are_kept() {
        var ann = world.open("ann");
        var made = ann.session.createChannel(World.channel("TEAM", "0101"));
        ann.session.updateChannel("TEAM", "Team 1", OptionalInt.of(7));
        world.plane.createChannel(World.channel("OPS", "0102"));
        world.plane.updateChannel(PTT, Optional.of("Dispatch 1"), OptionalInt.empty());
        ann.session.deleteChannel("TEAM");
        assertThat(store.given())
                .containsExactly(
                        new Change.ChannelMade(stored(made, Optional.of("ann"))),
                        new Change.ChannelChanged(stored(made.withNameAndCapacity("Team 1", 7), Optional.of("ann"))),
                        new Change.ChannelMade(
                                stored(world.plane.channel("OPS").orElseThrow().summary(), Optional.empty())),
                        new Change.ChannelGone("TEAM"));
    }

    @Test
    void an_empty_channel_that_goes_by_itself_is_forgotten() {
        world.open("ann").session.createChannel(World.channel("TEAM", "0101"));
        store.given();
        world.pass(Duration.ofMinutes(11));
        assertThat(store.given()).containsExactly(new Change.ChannelGone("TEAM"));
    }

    @Test
    void what_is_refused_is_not_kept() {
        var ann = world.open("ann");
        assertRefused(ErrorCode.ALREADY_EXISTS, () -> ann.session.createChannel(World.channel(PTT, "0101")));
        assertRefused(ErrorCode.MESSAGE_NOT_IN_CHANNEL, () -> ann.session.postMessage(PTT, "hi"));
        assertRefused(ErrorCode.NOT_JOINED, () -> world.plane.unmute(PTT, "ben"));
        assertThat(store.given()).isEmpty();
    }

    @Test
    void nobody_is_told_of_a_message_before_it_is_kept_and_the_channel_goes_on_meanwhile() throws Exception {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        ann.heard();
        store.given();
        store.stall();
        var posting = Thread.startVirtualThread(() -> ann.session.postMessage(PTT, "hello"));
        while (store.count() == 0) {
            Thread.onSpinWait();
        }
        ben.request(PTT);
        assertThat(ben.heard()).hasSize(1).first().isInstanceOf(Event.FloorGranted.class);
        assertThat(ann.heard()).containsExactly(new Event.FloorTaken(PTT, "ben", FloorIndicator.NORMAL));
        assertThat(posting.isAlive()).isTrue();
        store.goOn();
        posting.join();
        assertThat(ann.heard()).hasSize(1).first().isInstanceOf(Event.MessagePosted.class);
        assertThat(ben.heard()).hasSize(1).first().isInstanceOf(Event.MessagePosted.class);
    }

    @Test
    void messages_are_told_in_the_order_in_which_they_are_kept() throws Exception {
        List<Client> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            writers.add(world.member("user" + i, PTT));
        }
        var listener = world.member("listener", PTT);
        store.given();
        List<Thread> threads = writers.stream()
                .map(writer -> Thread.startVirtualThread(() -> {
                    for (int i = 0; i < 50; i++) {
                        writer.session.postMessage(PTT, "message " + i);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> kept = store.given().stream()
                .map(change -> ((Change.Posted) change).message().messageId())
                .toList();
        List<String> told = listener.heard().stream()
                .map(event -> ((Event.MessagePosted) event).messageId())
                .toList();
        assertThat(told).hasSize(400).isEqualTo(kept);
    }

    @Test
    void a_creation_a_mute_and_a_block_wait_for_the_disk() throws Exception {
        var ann = world.open("ann");
        for (Runnable act : List.<Runnable>of(
                () -> ann.session.createChannel(World.channel("TEAM", "0101")),
                () -> world.plane.mute(PTT, "ben"),
                () -> world.plane.block("eve", Optional.empty()),
                () -> world.plane.unblock("eve"))) {
            store.given();
            store.stall();
            var acting = Thread.startVirtualThread(act);
            while (store.count() == 0) {
                Thread.onSpinWait();
            }
            assertThat(world.plane.channels()).isNotEmpty();
            assertThat(acting.isAlive()).isTrue();
            store.goOn();
            acting.join();
        }
    }

    @Test
    void bursts_are_kept_with_why_they_ended() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        store.given();

        ann.request(PTT);
        long began = world.time.wallMillis();
        world.pass(Duration.ofMillis(1500));
        ann.session.releaseFloor(PTT);
        var first = store.bursts().getFirst();
        assertThat(first)
                .isEqualTo(new StoredBurst(
                        PTT,
                        "ann",
                        FloorIndicator.NORMAL,
                        began,
                        Duration.ofMillis(1500),
                        BurstEnding.RELEASED,
                        first.epoch(),
                        first.sequence()));

        ann.request(PTT);
        ben.emergency(PTT);
        world.plane.mute(PTT, "ben");
        world.plane.unmute(PTT, "ben");
        ann.request(PTT);
        world.plane.revokeFloor(PTT);
        ann.request(PTT);
        world.pass(Duration.ofSeconds(40));
        ben.request(PTT);
        ben.session.close();
        List<StoredBurst> rest = store.bursts();
        assertThat(rest)
                .extracting(StoredBurst::userId, StoredBurst::ending)
                .containsExactly(
                        tuple("ann", BurstEnding.PREEMPTED),
                        tuple("ben", BurstEnding.OPERATOR),
                        tuple("ann", BurstEnding.OPERATOR),
                        tuple("ann", BurstEnding.SILENT),
                        tuple("ben", BurstEnding.LEFT));
        assertThat(rest).extracting(StoredBurst::sequence).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void what_earlier_runs_have_left_is_there() {
        world.close();
        long now = world.time.wallMillis();
        var team = new StoredChannel(
                "TEAM", "0101", "Team 📻", ChannelMode.PTT, 12, 123, Optional.of("ann"), FloorChoice.none());
        var clash = new StoredChannel(
                "CLASH",
                "0001",
                "of a preset's frequency",
                ChannelMode.PTT,
                12,
                123,
                Optional.of("ann"),
                FloorChoice.none());
        store.remembered = new Remembered(
                List.of(team, clash),
                List.of(new StoredMute("TEAM", "ben"), new StoredMute(CONFERENCE, "cem"), new StoredMute("GONE", "x")),
                List.of(
                        new BlockStatus("eve", 1, OptionalLong.empty()),
                        new BlockStatus("fay", 1, OptionalLong.of(now + 60_000))),
                41);
        store.given();
        world = new World(store);
        assertThat(store.given()).isEmpty();
        assertThat(world.plane.channel("TEAM").orElseThrow().summary())
                .isEqualTo(new ChannelSummary("TEAM", "0101", "Team 📻", ChannelMode.PTT, 0, 12, 123));
        assertThat(world.plane.channel("CLASH")).isEmpty();
        assertThat(world.plane.muted("TEAM")).containsExactly("ben");
        assertThat(world.plane.muted(CONFERENCE)).containsExactly("cem");
        assertRefused(ErrorCode.ACCESS_DENIED, () -> world.open("eve"));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> world.open("fay"));

        var ann = world.member("ann", "TEAM");
        ann.request("TEAM");
        ann.session.releaseFloor("TEAM");
        assertThat(store.bursts().getFirst().epoch()).isGreaterThan(41);
        assertRefused(ErrorCode.ACCESS_DENIED, () -> world.open("ben").session.deleteChannel("TEAM"));
        ann.session.deleteChannel("TEAM");

        world.pass(Duration.ofMinutes(2));
        assertThat(world.open("fay").session.userId()).isEqualTo("fay");
        assertThat(world.plane.blocks()).extracting(BlockStatus::userId).containsExactly("eve");
    }

    @Test
    void a_channel_of_before_that_nobody_joins_goes_as_any_empty_one() {
        world.close();
        store.remembered = new Remembered(
                List.of(new StoredChannel(
                        "TEAM", "0101", "Team", ChannelMode.PTT, 12, 123, Optional.of("ann"), FloorChoice.none())),
                List.of(),
                List.of(),
                0);
        world = new World(store);
        world.pass(Duration.ofMinutes(11));
        assertThat(world.plane.channel("TEAM")).isEmpty();
    }

    @Test
    void a_burst_that_becomes_an_emergency_is_kept_as_one() {
        var ann = world.member("ann", PTT);
        ann.request(PTT);
        ann.emergency(PTT);
        ann.session.releaseFloor(PTT);
        assertThat(store.bursts()).extracting(StoredBurst::indicator).containsExactly(FloorIndicator.EMERGENCY);
    }

    @Test
    void a_channel_of_before_stays_one_to_be_recorded_where_nothing_can_be() {
        world.close();
        var recorded = new StoredChannel(
                "TEAM", "0101", "Team", ChannelMode.PTT, 12, 123, Optional.of("ann"), FloorChoice.none(), true);
        store.remembered = new Remembered(List.of(recorded), List.of(), List.of(), 0);
        world = new World(store);
        assertThat(world.plane.channel("TEAM").orElseThrow().summary().recorded())
                .isFalse();
        store.given();
        world.open("ann").session.updateChannel("TEAM", "Team 1", OptionalInt.empty());
        assertThat(store.given())
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.ChannelChanged.class,
                        changed -> assertThat(changed.channel().record()).isTrue());
    }

    @Test
    void a_client_makes_no_channel_that_is_recorded() {
        var wanted =
                new NewChannel("TEAM", "0101", "Team", ChannelMode.PTT, OptionalInt.empty(), FloorChoice.none(), true);
        var ann = world.open("ann");
        assertRefused(ErrorCode.ACCESS_DENIED, () -> ann.session.createChannel(wanted));
        world.close();
        world = new World(
                World.settings(20, new ChannelSettings(10, 20, Duration.ofMinutes(10), 100, 100, 2000, true)));
        // This world has no recorder, which is the next thing that is said.
        var ben = world.open("ben");
        assertRefused(ErrorCode.INVALID_PAYLOAD, () -> ben.session.createChannel(wanted));
    }

    @Test
    void history_is_for_members_and_only_where_there_is_any() {
        var ann = world.open("ann");
        assertRefused(ErrorCode.NOT_JOINED, () -> ann.session.messages(PTT, OptionalLong.empty(), 10));
        assertRefused(ErrorCode.CHANNEL_NOT_FOUND, () -> ann.session.bursts("NONE", OptionalLong.empty(), 10));
        ann.join(PTT);
        assertThat(ann.session.messages(PTT, OptionalLong.of(9), 10).entries())
                .extracting(message -> message.content())
                .containsExactly("PageRequest[before=OptionalLong[9], limit=10]");
        assertRefused(ErrorCode.INVALID_PAYLOAD, () -> ann.session.messages(PTT, OptionalLong.empty(), 101));
        try (var without = new World()) {
            var ben = without.open("ben");
            ben.join(PTT);
            assertRefused(ErrorCode.NO_HISTORY, () -> ben.session.messages(PTT, OptionalLong.empty(), 10));
        }
    }

    private static StoredChannel stored(ChannelSummary channel, Optional<String> creator) {
        return new StoredChannel(
                channel.id(),
                channel.frequency(),
                channel.name(),
                channel.mode(),
                channel.capacity(),
                channel.createdAtMillis(),
                creator,
                FloorChoice.none());
    }
}
