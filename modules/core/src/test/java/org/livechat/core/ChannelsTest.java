package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.core.Refusals.assertRefused;
import static org.livechat.core.World.PTT;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.api.ChannelMode;
import org.livechat.api.ErrorCode;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.Event;
import org.livechat.api.control.Member;
import org.livechat.api.control.NewChannel;

class ChannelsTest {
    private static final Duration EMPTY_LIFETIME = ChannelSettings.defaults().emptyLifetime();

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_made_channel_is_listed_by_frequency_with_the_default_capacity() {
        var ann = world.open("ann");

        var made = ann.session.createChannel(World.channel("hut", "0002"));

        assertThat(made)
                .isEqualTo(new ChannelSummary(
                        "hut", "0002", "name of hut", ChannelMode.PTT, 0, 100, world.time.wallMillis()));
        assertThat(ann.session.channels())
                .extracting(ChannelSummary::frequency)
                .containsExactly("0001", "0002", "0004");
        ann.join("hut");
        assertThat(world.plane.channels().get(1).memberCount()).isEqualTo(1);
        assertThat(ann.session.channel("hut").members()).containsExactly(new Member("ann", 7));
    }

    @Test
    void the_list_is_the_very_same_until_something_in_it_changes() {
        var ann = world.open("ann");
        List<Runnable> changes = List.of(
                () -> ann.session.createChannel(World.channel("hut", "0002")),
                () -> ann.join("hut"),
                () -> ann.session.updateChannel("hut", "another name", OptionalInt.of(7)),
                () -> ann.session.leave("hut"),
                () -> ann.session.deleteChannel("hut"));
        var before = world.plane.channels();
        for (Runnable change : changes) {
            assertThat(world.plane.channels()).isSameAs(before);
            assertThat(ann.session.channels()).isSameAs(before);
            change.run();
            assertThat(world.plane.channels()).isNotEqualTo(before);
            before = world.plane.channels();
        }
    }

    @Test
    void an_id_or_a_frequency_is_given_once() {
        var ann = world.open("ann");
        ann.session.createChannel(World.channel("hut", "0002"));

        assertRefused(ErrorCode.ALREADY_EXISTS, () -> ann.session.createChannel(World.channel("hut", "0003")));
        assertRefused(ErrorCode.ALREADY_EXISTS, () -> ann.session.createChannel(World.channel("hat", "0002")));
        assertThat(world.plane.channels()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "ä",
                "a/b",
                "..",
                ".",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void an_id_that_breaks_the_rules_is_refused(String id) {
        var ann = world.open("ann");

        assertRefused(ErrorCode.INVALID_PAYLOAD, () -> ann.session.createChannel(World.channel(id, "0002")));
        assertRefused(ErrorCode.CHANNEL_NOT_FOUND, () -> ann.join(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12345", "12a4", "١٢٣٤"})
    void a_frequency_has_four_digits(String frequency) {
        var ann = world.open("ann");

        assertRefused(ErrorCode.INVALID_PAYLOAD, () -> ann.session.createChannel(World.channel("hut", frequency)));
    }

    @Test
    void a_name_has_1_to_64_characters_and_an_emoji_is_one() {
        var ann = world.open("ann");
        ann.session.createChannel(World.channel("hut", "0002"));

        assertThat(ann.session
                        .updateChannel("hut", "🎪".repeat(64), OptionalInt.empty())
                        .name())
                .isEqualTo("🎪".repeat(64));
        for (var wrong : new String[] {"", "x".repeat(65), "bell \u0007", "line\nline", "half \ud83c"}) {
            assertRefused(
                    ErrorCode.INVALID_PAYLOAD, () -> ann.session.updateChannel("hut", wrong, OptionalInt.empty()));
        }
    }

    @Test
    void a_capacity_is_within_what_the_configuration_allows() {
        var ann = world.open("ann");
        for (int wrong : new int[] {0, -1, 1001}) {
            assertRefused(
                    ErrorCode.INVALID_PAYLOAD,
                    () -> ann.session.createChannel(
                            new NewChannel("hut", "0002", "n", ChannelMode.PTT, OptionalInt.of(wrong))));
        }
        assertThat(world.plane.channels()).hasSize(2);
    }

    @Test
    void an_update_is_told_to_every_member_and_a_smaller_capacity_sends_nobody_away() {
        var ann = world.open("ann");
        ann.session.createChannel(World.channel("hut", "0002"));
        ann.join("hut");
        var ben = world.member("ben", "hut");
        ann.heard();

        ann.session.updateChannel("hut", "new name", OptionalInt.of(1));

        var event = new Event.ChannelUpdated("hut", "new name", 1);
        assertThat(ann.heard()).containsExactly(event);
        assertThat(ben.heard()).containsExactly(event);
        assertThat(world.plane.channel("hut").orElseThrow().members()).hasSize(2);
        assertRefused(ErrorCode.CHANNEL_FULL, () -> world.open("cem").join("hut"));
    }

    @Test
    void only_its_creator_changes_or_deletes_a_channel_and_nobody_a_preset() {
        var ann = world.open("ann");
        var ben = world.open("ben");
        ann.session.createChannel(World.channel("hut", "0002"));

        assertRefused(ErrorCode.ACCESS_DENIED, () -> ben.session.deleteChannel("hut"));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> ben.session.updateChannel("hut", "x", OptionalInt.empty()));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> ann.session.deleteChannel(PTT));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> ann.session.updateChannel(PTT, "x", OptionalInt.empty()));
        assertRefused(ErrorCode.CHANNEL_NOT_FOUND, () -> ann.session.deleteChannel("nowhere"));
    }

    @Test
    void a_channel_is_deleted_under_its_members_with_their_endpoints_and_its_id_is_free_at_once() {
        var ann = world.open("ann");
        ann.session.createChannel(World.channel("hut", "0002"));
        ann.joinWithMedia("hut");
        var ben = world.member("ben", "hut");
        ben.request("hut");
        ann.heard();
        ben.heard();
        long epoch = world.media.standing.get("hut").epoch();

        ann.session.deleteChannel("hut");

        assertThat(ann.heard()).containsExactly(new Event.ChannelDeleted("hut"));
        assertThat(ben.heard()).containsExactly(new Event.ChannelDeleted("hut"));
        assertThat(world.media.open).isEmpty();
        assertThat(world.media.standing).isEmpty();
        assertRefused(ErrorCode.CHANNEL_NOT_FOUND, () -> ben.request("hut"));
        assertThat(world.plane.user("ben").orElseThrow().channels()).isEmpty();
        ben.session.createChannel(World.channel("hut", "0002"));
        ben.joinWithMedia("hut");
        assertThat(world.media.standing.get("hut").epoch()).isGreaterThan(epoch);
        world.pass(Duration.ofSeconds(40));
        assertThat(ben.heard()).containsExactly(new Event.FloorIdle("hut"));
    }

    @Test
    void a_made_channel_is_removed_when_it_has_been_empty_for_long_and_a_preset_never() {
        var ann = world.open("ann");
        ann.session.createChannel(World.channel("hut", "0002"));
        world.pass(EMPTY_LIFETIME.dividedBy(2));
        var ben = world.open("ben");
        ben.join("hut");
        world.pass(Duration.ofSeconds(80));
        ben.session.leave("hut");

        world.pass(EMPTY_LIFETIME.minusMillis(1));
        assertThat(world.plane.channel("hut")).isPresent();
        world.pass(Duration.ofMillis(2));

        assertThat(world.plane.channels()).extracting(ChannelSummary::id).containsExactly(PTT, World.CONFERENCE);
    }

    @Test
    void one_user_makes_no_more_channels_than_configured_until_one_is_gone() {
        var ann = world.open("ann");
        for (int i = 0; i < ChannelSettings.defaults().maxChannelsPerCreator(); i++) {
            ann.session.createChannel(World.channel("C" + i, "1%03d".formatted(i)));
        }

        assertRefused(ErrorCode.RATE_LIMITED, () -> ann.session.createChannel(World.channel("more", "2000")));
        ann.session.deleteChannel("C5");

        assertThat(ann.session.createChannel(World.channel("more", "2000")).id())
                .isEqualTo("more");
    }

    @Test
    void the_server_has_no_more_channels_than_configured() {
        var small = new ChannelSettings(3, 20, Duration.ofMinutes(1), 10, 10, 2000);
        try (var full = new World(World.settings(10, small))) {
            var ann = full.open("ann");
            ann.session.createChannel(World.channel("hut", "0002"));

            assertRefused(ErrorCode.RATE_LIMITED, () -> ann.session.createChannel(World.channel("hat", "0003")));
        }
    }

    @Test
    void a_message_goes_to_everyone_with_its_author_and_an_id_of_its_own() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        ann.heard();

        ann.session.postMessage(PTT, "один 🎪");
        ann.session.postMessage(PTT, "two");

        var heard = ben.heard();
        assertThat(ann.heard()).isEqualTo(heard).hasSize(2);
        var first = (Event.MessagePosted) heard.getFirst();
        assertThat(first.authorId()).isEqualTo("ann");
        assertThat(first.content()).isEqualTo("один 🎪");
        assertThat(first.timestampMillis()).isEqualTo(world.time.wallMillis());
        assertThat(first.messageId()).isNotEqualTo(((Event.MessagePosted) heard.getLast()).messageId());
    }

    @Test
    void a_message_has_1_to_2000_bytes() {
        var ann = world.member("ann", PTT);

        ann.session.postMessage(PTT, "é".repeat(1000));
        assertRefused(ErrorCode.MESSAGE_TOO_LONG, () -> ann.session.postMessage(PTT, "é".repeat(1000) + "x"));
        assertRefused(ErrorCode.MESSAGE_TOO_LONG, () -> ann.session.postMessage(PTT, "x".repeat(2001)));
        assertRefused(ErrorCode.MESSAGE_EMPTY, () -> ann.session.postMessage(PTT, ""));

        assertThat(ann.heard()).hasSize(1);
    }
}
