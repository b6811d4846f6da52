package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.core.Refusals.assertRefused;
import static org.livechat.core.World.CONFERENCE;
import static org.livechat.core.World.PTT;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelAccess;
import org.livechat.api.ChannelSet;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.control.Event;

/** What a credential allows in which channels. */
class AccessTest {
    private static final ChannelSet ALL = ChannelSet.all();

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Client open(ChannelAccess access) {
        var client = new Client();
        client.session = world.plane.open(
                new Credential("ann", 255, EnumSet.allOf(FloorIndicator.class), Set.of(), access), 100, client);
        return client;
    }

    @Test
    void a_channel_that_may_not_be_joined_is_not() {
        var ann = open(new ChannelAccess(ChannelSet.of("CH_0001", "ops-*"), ALL, ALL, ALL));
        ann.session.createChannel(World.channel("ops-1", "0901"));
        ann.session.createChannel(World.channel("other", "0902"));

        assertRefused(ErrorCode.ACCESS_DENIED, () -> ann.joinWithMedia(CONFERENCE));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> ann.joinWithMedia("other"));

        assertThat(world.media.open).isEmpty();
        ann.joinWithMedia(PTT);
        ann.joinWithMedia("ops-1");
    }

    @Test
    void one_who_may_only_listen_neither_gets_the_floor_nor_is_heard_nor_writes() {
        world.member("ben", PTT);
        var ann = open(new ChannelAccess(ALL, ChannelSet.none(), ALL, ALL));
        ann.joinWithMedia(PTT);
        ann.joinWithMedia(CONFERENCE);
        ann.heard();

        ann.emergency(PTT);

        assertThat(ann.heard())
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.FloorDenied.class,
                        denied -> assertThat(denied.cause()).isEqualTo(FloorDenyCause.RECEIVE_ONLY));
        assertThat(world.media.standing.get(CONFERENCE).talkers()).isEmpty();
        assertRefused(ErrorCode.ACCESS_DENIED, () -> ann.session.postMessage(PTT, "hello"));
        world.plane.mute(CONFERENCE, "ann");
        world.plane.unmute(CONFERENCE, "ann");
        assertThat(world.media.standing.get(CONFERENCE).talkers()).isEmpty();
    }

    @Test
    void one_who_may_not_listen_has_no_media() {
        var ann = open(new ChannelAccess(ALL, ALL, ChannelSet.of(CONFERENCE), ALL));

        assertRefused(ErrorCode.ACCESS_DENIED, () -> ann.joinWithMedia(PTT));

        ann.join(PTT);
        ann.joinWithMedia(CONFERENCE);
        assertThat(world.media.open).containsExactly("ann@" + CONFERENCE);
    }

    @Test
    void one_who_may_manage_nothing_makes_changes_and_deletes_nothing() {
        var ann = open(new ChannelAccess(ALL, ALL, ALL, ChannelSet.of("mine-*")));
        ann.session.createChannel(World.channel("mine-1", "0901"));
        ann.session.updateChannel("mine-1", "renamed", OptionalInt.empty());

        assertRefused(ErrorCode.ACCESS_DENIED, () -> ann.session.createChannel(World.channel("yours", "0902")));
        var without = open(new ChannelAccess(ALL, ALL, ALL, ChannelSet.none()));
        assertRefused(
                ErrorCode.ACCESS_DENIED, () -> without.session.updateChannel("mine-1", "other", OptionalInt.empty()));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> without.session.deleteChannel("mine-1"));
        assertThat(world.plane.channel("mine-1").orElseThrow().summary().name()).isEqualTo("renamed");
    }
}
