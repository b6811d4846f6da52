package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.PeerQuality;
import org.livechat.media.inbound.NtpTime;
import org.livechat.media.worker.Studio.Person;

/** What operators are shown of an endpoint. */
class PeerQualityTest {
    private static final int VOICE = 0x1111;

    @AutoClose
    private final Studio studio = new Studio();

    private final Person ann = studio.enter("ann", studio.offer());
    private final Person ben = studio.enter("ben", studio.offer());

    @BeforeEach
    void open() {
        studio.floor(ann);
    }

    private void say(int number) {
        ann.send(VOICE, Studio.OPUS, number, 960 * number, new byte[] {0x78, 1, 2, 3});
        studio.run(20);
    }

    @Test
    void nothing_is_known_of_one_without_media() {
        studio.run(3000);
        assertThat(ben.quality()).isEmpty();
    }

    @Test
    void a_talker_is_shown_what_came_of_it_and_a_listener_what_it_was_sent_and_says() {
        for (int number = 0; number < 60; number++) {
            if (number != 30) {
                say(number);
            }
        }
        assertThat(ann.quality()).hasValueSatisfying(quality -> {
            assertThat(quality.received().lost()).isEqualTo(1);
            assertThat(quality.received().packets()).isBetween(40L, 59L);
            assertThat(quality.slots()).isEmpty();
        });

        int said =
                NtpTime.compact(NtpTime.at(studio.now() - Duration.ofMillis(300).toNanos()));
        ben.report(writer -> writer.receiverReport(9).reportBlock(1, 64, 0, 0, 0, said, 0));
        for (int number = 60; number < 120; number++) {
            say(number);
        }

        assertThat(ben.quality()).hasValueSatisfying(quality -> {
            assertThat(quality.loss()).hasValue(0.25);
            assertThat(quality.roundTrip().orElseThrow()).isBetween(Duration.ofMillis(290), Duration.ofSeconds(5));
            assertThat(quality.bitsPerSecond()).isEmpty();
            assertThat(quality.picturesPaused()).isFalse();
            assertThat(quality.sent().packets()).isBetween(90L, 119L);
            assertThat(quality.slots())
                    .contains(new PeerQuality.Slot(
                            quality.slots().getFirst().mid(), MediaKind.AUDIO, "ann", 0, 0, false));
        });
    }
}
