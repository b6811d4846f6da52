package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.core.World.PTT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.control.Event;

class ScaleTest {
    @Test
    @Timeout(60)
    void a_thousand_members_of_one_channel_hear_the_same() {
        try (var world = new World(World.settings(1000, ChannelSettings.defaults()))) {
            var members = IntStream.range(0, 1000)
                    .mapToObj(i -> world.open("user" + i))
                    .toList();
            members.forEach(member -> member.joinWithMedia(PTT));
            List.copyOf(world.media.open).forEach(world.media.listener::connected);
            members.forEach(Client::heard);

            for (int i = 0; i < 20; i++) {
                members.get(i).request(PTT);
                members.get(i).session.releaseFloor(PTT);
            }

            var heard = members.getLast().heard();
            assertThat(heard).hasSize(40).startsWith(new Event.FloorTaken(PTT, "user0", FloorIndicator.NORMAL));
            assertThat(members.subList(20, 999))
                    .allMatch(member -> member.heard().equals(heard));
            members.forEach(member -> member.session.close());
            assertThat(world.media.open).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void ten_thousand_floors_are_revoked_each_when_its_time_has_come() {
        var channels = new ChannelSettings(10_000, 10_000, Duration.ofDays(1), 100, 1000, 2000);
        try (var world = new World(World.settings(20, channels))) {
            var talkers = new ArrayList<Client>();
            for (int i = 0; i < 9_998; i++) {
                var talker = world.open("user" + i);
                int frequency = i < 1 ? 0 : i < 3 ? i + 1 : i + 2;
                talker.session.createChannel(World.channel("C" + i, "%04d".formatted(frequency)));
                talker.join("C" + i);
                talker.request("C" + i);
                talker.heard();
                talkers.add(talker);
                world.time.pass(100_000);
            }
            assertThat(world.plane.status().takenFloors()).isEqualTo(9_998);

            // The first was granted a second before the last: five seconds later none is due, after six the first.
            world.pass(Duration.ofMillis(4_900));
            assertThat(world.plane.status().takenFloors()).isEqualTo(9_998);
            world.pass(Duration.ofMillis(600));
            assertThat(world.plane.status().takenFloors()).isBetween(4_900, 5_100);
            world.pass(Duration.ofMillis(600));

            assertThat(world.plane.status().takenFloors()).isZero();
            for (int i = 0; i < 9_998; i++) {
                assertThat(talkers.get(i).heard())
                        .containsExactly(
                                new Event.FloorRevoked("C" + i, FloorRevokeCause.PING_TIMEOUT),
                                new Event.FloorIdle("C" + i));
            }
        }
    }
}
