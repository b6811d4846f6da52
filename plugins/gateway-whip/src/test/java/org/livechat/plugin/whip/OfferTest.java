package org.livechat.plugin.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class OfferTest {
    @Test
    void both_ways_become_one_and_the_wrong_way_none() {
        assertThat(offer("a=sendrecv", "a=recvonly", Purpose.PUBLISH))
                .containsSubsequence("m=audio 9 X 0", "a=sendonly", "m=video 9 X 96", "a=inactive");
        assertThat(offer("a=sendonly", "a=sendrecv", Purpose.PUBLISH))
                .containsSubsequence("m=audio 9 X 0", "a=sendonly", "m=video 9 X 96", "a=sendonly");
        assertThat(offer("a=recvonly", "a=sendonly", Purpose.PLAY))
                .containsSubsequence("m=audio 9 X 0", "a=recvonly", "m=video 9 X 96", "a=inactive");
    }

    @Test
    void a_section_without_a_direction_has_the_sessions_or_both() {
        assertThat(Offer.of("v=0\r\nm=audio 9 X 0\r\n", Purpose.PUBLISH).lines())
                .containsExactly("v=0", "m=audio 9 X 0", "a=sendonly");
        assertThat(Offer.of("v=0\na=inactive\nm=audio 9 X 0\nm=video 9 X 96\na=sendonly\n", Purpose.PUBLISH)
                        .lines())
                .containsExactly("v=0", "a=inactive", "m=audio 9 X 0", "a=inactive", "m=video 9 X 96", "a=sendonly");
    }

    @Test
    void data_channels_are_left_as_they_are() {
        assertThat(Offer.of("v=0\nm=application 9 X Y\nm=audio 9 X 0\n", Purpose.PLAY)
                        .lines())
                .containsExactly("v=0", "m=application 9 X Y", "m=audio 9 X 0", "a=recvonly");
    }

    @Test
    void what_has_nothing_that_goes_the_clients_way_is_refused() {
        assertStatus(422, "v=0\nm=audio 9 X 0\na=recvonly\n");
        assertStatus(422, "v=0\nm=application 9 X Y\n");
        assertStatus(422, "v=0\ns=-\n");
        assertStatus(400, "m=audio 9 X 0\n");
        assertStatus(400, "");
        assertStatus(400, "\r\n\r\n");
    }

    @Test
    void the_first_source_is_what_others_are_shown() {
        assertThat(Offer.of("v=0\nm=audio 9 X 0\na=ssrc:4294967295 cname:x\na=ssrc:7 cname:x\n", Purpose.PUBLISH)
                        .ssrc())
                .isEqualTo(4_294_967_295L);
        assertThat(Offer.of("v=0\nm=audio 9 X 0\na=ssrc:4294967296\na=ssrc:x\na=ssrc:\n", Purpose.PUBLISH)
                        .ssrc())
                .isZero();
    }

    @Test
    void a_restart_changes_the_credentials_of_all_sections_and_nothing_else() {
        String description = """
                v=0
                a=ice-ufrag:old
                a=ice-pwd:former
                m=audio 9 X 0
                a=ice-ufrag:old
                a=ice-pwd:former
                a=sendonly
                """;
        Offer offer = Offer.of(description, Purpose.PUBLISH);
        assertThat(offer.ufrag()).isEqualTo("old");
        assertThat(offer.restarted("new", "later").text())
                .isEqualTo(description
                        .replace("old", "new")
                        .replace("former", "later")
                        .replace("\n", "\r\n"));
    }

    private static Iterable<String> offer(String audio, String video, Purpose purpose) {
        return Offer.of("v=0\nm=audio 9 X 0\n" + audio + "\nm=video 9 X 96\n" + video + "\n", purpose)
                .lines();
    }

    @Test
    void what_does_not_begin_as_a_description_is_refused_with_its_first_line() {
        assertBody("its first line is 'v=1', but has to be v=0", "v=1\r\nm=audio 9 X 0\r\n");
        assertBody("its first line is nothing, but has to be v=0", "\n");
    }

    private static void assertBody(String reason, String body) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Offer.of(body, Purpose.PUBLISH))
                .satisfies(refused -> assertThat(refused.reply().body()).contains(reason));
    }

    private static void assertStatus(int status, String body) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Offer.of(body, Purpose.PUBLISH))
                .satisfies(refused -> assertThat(refused.reply().status()).isEqualTo(status));
    }
}
