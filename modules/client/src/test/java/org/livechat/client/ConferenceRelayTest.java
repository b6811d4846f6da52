package org.livechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.TrackSelection;

/** A conference: each slot carries one talker, the client is told whose, and may choose. */
class ConferenceRelayTest {
    private static final OfferedTrack[] TRACKS = {
        new OfferedTrack("0", MediaKind.AUDIO, true, false),
        OfferedTrack.receiving("a", MediaKind.AUDIO),
        OfferedTrack.receiving("b", MediaKind.AUDIO)
    };

    private TestRelay relay;
    private TestMember alice;
    private TestMember bob;
    private TestMember carol;

    @BeforeEach
    void join() throws Exception {
        relay = new TestRelay(ChannelMode.CONFERENCE, TestRelay.CONSENT);
        alice = relay.member("alice", TRACKS);
        bob = relay.member("bob", TRACKS);
        carol = relay.member("carol", TRACKS);
        relay.heard(alice, bob, carol);
    }

    @AfterEach
    void leave() {
        relay.close();
    }

    @Test
    void each_slot_carries_one_talker_and_the_listener_is_told_whose() throws InterruptedException {
        var ofAlice = carol.hear(alice);
        relay.awaitEvent("tracks a=alice,b=nobody carol");
        var ofBob = carol.hear(bob);
        relay.awaitEvent("tracks a=alice,b=bob carol");

        assertThat(ofAlice.mid()).isEqualTo("a");
        assertThat(ofBob.mid()).isEqualTo("b");
        assertThat(ofBob.ssrc()).isNotEqualTo(ofAlice.ssrc());
    }

    @Test
    void a_pinned_user_takes_the_slot_that_was_asked_for() throws InterruptedException {
        carol.hear(alice);
        carol.hear(bob);
        relay.awaitEvent("tracks a=alice,b=bob carol");

        relay.plane().select(carol.endpointId(), new TrackSelection("a", Optional.of("bob"), Optional.empty()));

        relay.awaitEvent("tracks a=bob,b=alice carol");
        for (var i = 0; i < 100; i++) {
            bob.speak();
            var packet = carol.heard().poll(TestMember.FRAME_MILLIS, TimeUnit.MILLISECONDS);
            if (packet != null
                    && TestMember.isVoiceOf(packet, bob)
                    && packet.mid().equals("a")) {
                return;
            }
        }
        throw new AssertionError("bob is not heard in slot a");
    }
}
