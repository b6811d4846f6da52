package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** When livechat.js takes a way for one that has gone: by how often what it sends was answered before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SilenceWatchTest {
    private RunningServer server;
    private BrowserPerson ada;

    @BeforeAll
    void open() throws Exception {
        server = RunningServer.start();
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
        ada.open(server.consoleLink());
    }

    @AfterAll
    void close() throws Exception {
        ada.close();
        server.close();
    }

    @Test
    void what_is_answered_all_the_time_and_then_no_more_is_silence_soon() {
        Watched watched = watch(100, 3000, true);

        assertThat(watched.alarms()).hasSize(1);
        assertThat(watched.alarms().getFirst()).isBetween(400L, 1900L);
    }

    @Test
    void pauses_as_before_are_no_silence() {
        Watched watched = watch(300, 6000, true);

        assertThat(watched.alarms()).as("ms behind the last answer").hasSize(1);
        assertThat(watched.alarms().getFirst()).isBetween(550L, 3000L);
    }

    @Test
    void who_sends_nothing_waits_for_no_answer() {
        assertThat(watch(100, 3000, false).alarms()).isEmpty();
    }

    /**
     * Has it watch a way on which answers come ten times a second at first, then in a rhythm for a time, and none for three seconds
     * behind that.
     *
     * @param sends whether something is sent meanwhile
     */
    private Watched watch(int everyMillis, int forMillis, boolean sends) {
        List<?> alarms = (List<?>) ada.await("""
                (async () => {
                  const { SilenceWatch } = await import('/silence-watch.js');
                  const begun = performance.now();
                  const alarms = [];
                  const answeredAt = () => {
                    const at = Math.min(performance.now() - begun, 1000 + %2$d);
                    const every = at < 1000 ? 100 : %1$d;
                    return Math.min(at, 1000) + Math.floor(Math.max(at - 1000, 0) / every) * every;
                  };
                  const statistics = async () =>
                    new Map([
                      ['T', { id: 'T', type: 'transport', selectedCandidatePairId: 'P' }],
                      ['P', { id: 'P', type: 'candidate-pair', bytesReceived: answeredAt(), bytesSent: %3$b ? performance.now() : 0 }],
                    ]);
                  const watch = new SilenceWatch(statistics, (silent) => silent && alarms.push(performance.now() - begun - answeredAt()));
                  watch.start();
                  await new Promise((done) => setTimeout(done, %2$d + 4000));
                  watch.end();
                  return alarms.map(Math.round);
                })()""".formatted(everyMillis, forMillis, sends));
        return new Watched(
                alarms.stream().map(alarm -> ((Number) alarm).longValue()).toList());
    }

    /** @param alarms how long behind an answer each was, in ms */
    private record Watched(List<Long> alarms) {}
}
