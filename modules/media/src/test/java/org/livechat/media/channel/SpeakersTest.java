package org.livechat.media.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.livechat.media.inbound.Talker;
import org.livechat.media.peer.Peer;

class SpeakersTest {
    private static final int LOUD = 20;
    private static final int SOFT = 45;
    private static final int SILENT = 127;
    private static final long PACKET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Talker ada = talker("ada");
    private final Talker ben = talker("ben");
    private final Talker cleo = talker("cleo");
    private final List<Talker> everyone = List.of(ada, ben, cleo);
    private final Speakers speakers = new Speakers(2);
    private long now;

    @Test
    void while_there_is_room_everyone_is_forwarded_so_that_no_first_syllable_is_lost() {
        assertThat(new Speakers(3).choose(everyone, now)).isTrue();
        speakers.choose(List.of(ada, ben), now);
        assertThat(speakers.chosen()).containsExactly(ada, ben);
    }

    @Test
    void one_who_speaks_takes_the_place_of_who_was_silent_longest_within_a_second() {
        speakers.choose(everyone, now);
        say(ada, LOUD, 20);
        for (int i = 0; i < 40; i++) {
            ben.loudness().heard(SILENT, now);
            say(cleo, SOFT, 1);
            ada.loudness().heard(LOUD, now);
        }
        assertThat(speakers.choose(everyone, now)).isTrue();
        assertThat(speakers.chosen()).containsExactlyInAnyOrder(ada, cleo);
    }

    @Test
    void among_those_who_speak_only_one_much_louder_changes_anything() {
        speakers.choose(List.of(ada, ben), now);
        for (int i = 0; i < 50; i++) {
            ada.loudness().heard(SOFT, now);
            ben.loudness().heard(SOFT, now);
            say(cleo, SOFT - 6, 1);
        }
        assertThat(speakers.choose(everyone, now)).isFalse();
        for (int i = 0; i < 50; i++) {
            ada.loudness().heard(SOFT, now);
            ben.loudness().heard(SOFT - 3, now);
            say(cleo, LOUD, 1);
        }
        assertThat(speakers.choose(everyone, now)).isTrue();
        assertThat(speakers.chosen()).containsExactlyInAnyOrder(ben, cleo);
    }

    @Test
    void a_pause_between_words_gives_no_place_away() {
        speakers.choose(List.of(ada, ben), now);
        say(ada, LOUD, 10);
        say(ben, LOUD, 10);
        say(cleo, SOFT, 10);
        assertThat(speakers.choose(everyone, now)).isFalse();
    }

    @Test
    void who_leaves_makes_room() {
        speakers.choose(everyone, now);
        assertThat(speakers.choose(List.of(ben, cleo), now)).isTrue();
        assertThat(speakers.chosen()).containsExactly(ben, cleo);
    }

    @Test
    void a_sender_that_names_no_level_counts_as_speaking_while_it_sends() {
        say(ada, -1, 10);
        assertThat(ada.loudness().isSpeaking(now)).isTrue();
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(ada.loudness().isSpeaking(now)).isFalse();
    }

    private void say(Talker who, int level, int packets) {
        for (int i = 0; i < packets; i++) {
            now += PACKET_NANOS;
            who.loudness().heard(level, now);
        }
    }

    private static Talker talker(String userId) {
        return new Talker(new Peer(userId, userId));
    }
}
