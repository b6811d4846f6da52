package org.livechat.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.media.event.DeafListener;
import org.livechat.media.inbound.NtpTime;
import org.livechat.media.worker.Studio.Person;

/** What the media plane says of how long voices take. */
class VoiceTimesTest {
    private static final int VOICE = 0x1111;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> times = new LinkedBlockingQueue<>();

    @AutoClose
    private final Studio studio = new Studio(ChannelMode.PTT, new Recorder());

    private final Person ann = studio.enter("ann", studio.offer());
    private final Person ben = studio.enter("ben", studio.offer());
    private int sent;

    @BeforeEach
    void open() {
        studio.floor(ann);
    }

    private void talk(int millis) {
        for (int passed = 0; passed < millis; passed += 20) {
            ann.send(VOICE, Studio.OPUS, sent, 960 * sent, new byte[] {0x78, 1, 2, 3});
            sent++;
            studio.run(20);
        }
    }

    /** Somebody answers a sender report in which the server said its time so long ago. */
    private void answerAfter(Person person, long millis) {
        int said = NtpTime.compact(NtpTime.at(studio.now() - TimeUnit.MILLISECONDS.toNanos(millis)));
        person.report(writer -> writer.receiverReport(9).reportBlock(1, 0, 0, 0, 0, said, 0));
    }

    @Test
    void a_client_hears_for_the_first_time_once() throws InterruptedException {
        talk(100);
        studio.floor(ben);
        studio.floor(ann);
        talk(100);
        ben.send(VOICE + 1, Studio.OPUS, 0, 0, new byte[] {0x78, 1, 2, 3});
        studio.floor(ben);
        ben.send(VOICE + 1, Studio.OPUS, 1, 960, new byte[] {0x78, 1, 2, 3});
        studio.run(20);

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(ben.id());
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(ann.id());
        assertThat(heard).isEmpty();
    }

    @Test
    void a_voice_takes_half_of_both_round_trips() throws InterruptedException {
        talk(1100);
        answerAfter(ann, 400);
        talk(1100);
        answerAfter(ben, 1000);
        talk(1100);

        assertThat(times.poll(10, TimeUnit.SECONDS)).isBetween(Duration.ofMillis(690), Duration.ofMillis(5000));
    }

    private final class Recorder extends DeafListener {
        @Override
        public void firstHeard(String endpointId) {
            heard.add(endpointId);
        }

        @Override
        public void mouthToEar(String endpointId, Duration time) {
            times.add(time);
        }
    }
}
