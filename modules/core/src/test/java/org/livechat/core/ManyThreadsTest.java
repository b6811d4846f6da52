package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.core.World.PTT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.ChannelMode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.Event;
import org.livechat.api.control.FloorChoice;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.PriorityPolicy;

/** Many users do everything at once, on real threads and in real time, with floors that time out within milliseconds. */
class ManyThreadsTest {
    private static final int USERS = 16;
    private static final int OBSERVERS = 3;
    private static final int STEPS = 5000;
    private static final String HUT = "hut";

    private final AtomicReference<RecordedMedia> media = new AtomicReference<>();
    private final LiveControlPlane plane = LiveControlPlane.start(
            settings(),
            listener -> {
                media.set(new RecordedMedia(listener));
                return media.get();
            },
            TimeSource.system(),
            List.of(new PriorityPolicy()));

    private static CoreSettings settings() {
        return new CoreSettings(
                SessionSettings.defaults(),
                ChannelSettings.defaults(),
                Map.of(
                        "base",
                        FloorSettings.base()
                                .withStopTalking(Duration.ofMillis(3))
                                .withPing(Duration.ofMillis(2))),
                "base",
                List.of(new PresetChannel(PTT, "0001", "Dispatch", ChannelMode.PTT, 100, FloorChoice.none())));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void all_members_see_one_order_of_events_and_nobody_waits_for_ever() throws Exception {
        var observers = new ArrayList<Client>();
        for (int i = 0; i < OBSERVERS; i++) {
            observers.add(open("observer" + i));
            observers.getLast().joinWithMedia(PTT);
        }
        observers.forEach(Client::heard);
        var running = new AtomicBoolean(true);
        try (var threads = Executors.newCachedThreadPool()) {
            var users = new ArrayList<Callable<Void>>();
            for (int i = 0; i < USERS; i++) {
                // Two threads share a user, so that sessions are replaced while they are busy.
                var userId = "user" + i / 2;
                var random = RandomGeneratorFactory.getDefault().create(i);
                users.add(() -> live(userId, random));
            }
            var operator = threads.submit(() -> operate(running));
            var ended = threads.invokeAll(users);
            running.set(false);
            for (var user : ended) {
                user.get();
            }
            operator.get();
        }

        for (int i = 0; i < USERS / 2; i++) {
            open("user" + i).session.close();
        }
        assertEveryoneSawTheSame(observers);
        assertThat(media.get().open).hasSize(OBSERVERS);
        assertThat(media.get().talkers(PTT)).isEmpty();
        assertThat(plane.channel(PTT).orElseThrow().members()).hasSize(OBSERVERS);
        assertThat(plane.channelsWaiting()).isEmpty();
        var sequences = media.get().plans.stream()
                .filter(plan -> plan.channelId().equals(PTT))
                .map(plan -> plan.sequence())
                .toList();
        assertThat(sequences).isSorted().doesNotHaveDuplicates();
        plane.close();
    }

    private static void assertEveryoneSawTheSame(List<Client> observers) {
        var first = observers.getFirst().heard();
        for (var other : observers.subList(1, OBSERVERS)) {
            assertThat(other.heard()).isEqualTo(first);
        }
        assertThat(first).hasAtLeastOneElementOfType(Event.FloorTaken.class).hasSizeGreaterThan(STEPS);
        var standing = Optional.<Event.FloorTaken>empty();
        for (var event : first) {
            if (event instanceof Event.FloorTaken taken) {
                // The same talker is told again only when its burst has become more urgent.
                assertThat(standing).isNotEqualTo(Optional.of(taken));
                standing = Optional.of(taken);
            } else if (event instanceof Event.FloorIdle) {
                standing = Optional.empty();
            }
        }
        assertThat(standing).isEmpty();
    }

    private Client open(String userId) {
        var client = new Client();
        client.session = plane.open(World.credential(userId), 100, client);
        return client;
    }

    private Void live(String userId, RandomGenerator random) {
        var client = open(userId);
        for (int step = 0; step < STEPS; step++) {
            var channelId = random.nextInt(4) == 0 ? HUT : PTT;
            try {
                switch (random.nextInt(12)) {
                    case 0, 1, 2 -> joinAndConnect(client, userId, channelId);
                    case 3, 4 -> client.request(channelId, random.nextInt(256));
                    case 5 -> client.emergency(channelId);
                    case 6 -> client.session.releaseFloor(channelId);
                    case 7 -> client.session.postMessage(channelId, "step " + step);
                    case 8 -> client.session.leave(channelId);
                    case 9 -> client.session.createChannel(World.channel(HUT, "0002"));
                    case 10 -> client.session.deleteChannel(HUT);
                    default -> client = reopen(client, userId, random);
                }
            } catch (RequestRefused refused) {
                // As often as not a random request is impossible; a session that was replaced is opened again.
                if (client.ended.isPresent()) {
                    client = open(userId);
                }
            }
        }
        client.session.close();
        return null;
    }

    /** The floor is for those alone whose media is connected: were this left to chance, a quick run would have no talker. */
    private void joinAndConnect(Client client, String userId, String channelId) {
        client.joinWithMedia(channelId);
        media.get().listener.connected(userId + "@" + channelId);
    }

    private Client reopen(Client client, String userId, RandomGenerator random) {
        if (random.nextBoolean()) {
            client.session.close();
        }
        return open(userId);
    }

    /** What comes from other threads than the users': media events and operators. */
    private Void operate(AtomicBoolean running) throws InterruptedException {
        var random = RandomGeneratorFactory.getDefault().create(99);
        while (running.get()) {
            var endpointId = "user" + random.nextInt(USERS / 2) + "@" + PTT;
            var listener = media.get().listener;
            switch (random.nextInt(7)) {
                case 0 -> listener.connected(endpointId);
                case 1 -> listener.burstStarted(endpointId);
                case 2 -> listener.burstQuiet(endpointId);
                case 3 -> listener.mediaWithoutFloor(endpointId);
                case 4 -> plane.revokeFloor(PTT);
                case 5 -> plane.usePolicies(List.of(new PriorityPolicy()));
                default -> assertThat(plane.channelStatuses()).isNotEmpty();
            }
            TimeUnit.MICROSECONDS.sleep(50);
        }
        return null;
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void every_joiner_hears_every_later_event_and_no_earlier_one() throws Exception {
        var speaker = open("speaker");
        speaker.join(PTT);
        var running = new AtomicBoolean(true);
        try (var threads = Executors.newCachedThreadPool()) {
            var talking = threads.submit(() -> {
                for (int i = 0; running.get(); i++) {
                    speaker.session.postMessage(PTT, String.valueOf(i));
                }
                return null;
            });
            for (int round = 0; round < 300; round++) {
                var joiner = open("joiner");
                joiner.join(PTT);
                joiner.session.requestFloor(PTT, OptionalInt.empty(), FloorIndicator.NORMAL);
                joiner.session.leave(PTT);
                var heard = joiner.heard();
                assertConsecutive(heard);
                assertThat(heard.stream()
                                .filter(event -> !(event instanceof Event.MessagePosted))
                                .findFirst())
                        .get()
                        .matches(event -> event instanceof Event.FloorIdle || event instanceof Event.FloorTaken);
            }
            running.set(false);
            talking.get();
        }
        plane.close();
    }

    private static void assertConsecutive(List<Event> heard) {
        var last = Optional.<Integer>empty();
        for (var event : heard) {
            if (event instanceof Event.MessagePosted message) {
                int number = Integer.parseInt(message.content());
                last.ifPresent(before -> assertThat(number).isEqualTo(before + 1));
                last = Optional.of(number);
            }
        }
    }
}
