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

    /** The first burst of a page, whose way goes before anything is answered. */
    @Test
    void nothing_at_all_is_silence_where_answers_are_to_come_often() {
        Watched watched = watch(10_000, 3000, true, true, 0);

        assertThat(watched.alarms()).hasSize(1);
        assertThat(watched.alarms().getFirst()).isBetween(1900L, 6000L);
    }

    @Test
    void nothing_at_all_says_nothing_where_answers_come_now_and_then() {
        assertThat(watch(10_000, 3000, true, false, 0).alarms()).isEmpty();
    }

    @Test
    void who_sends_nothing_waits_for_no_answer() {
        assertThat(watch(100, 3000, false).alarms()).isEmpty();
    }

    @Test
    void what_is_heard_all_the_time_and_then_no_more_is_silence_though_nothing_is_sent() {
        Watched watched = watch("HEARING", 100, 3000, false, false, 1000);

        assertThat(watched.alarms()).as("once, ms behind the last packet").hasSize(1);
        assertThat(watched.alarms().getFirst()).isBetween(1600L, 3900L);
    }

    /** The talker says nothing, and the server that it is there. */
    @Test
    void a_report_a_second_is_no_silence() {
        assertThat(watch("HEARING", 1000, 6000, false, false, 1000).alarms())
                .filteredOn(alarm -> alarm < 1600)
                .isEmpty();
    }

    @Test
    void a_talker_who_has_not_begun_is_no_silence() {
        assertThat(watch("HEARING", 10_000, 3000, false, false, 0).alarms()).isEmpty();
    }

    /** A pair of before that is taken again has brought bytes long ago. */
    @Test
    void another_way_is_none_before_anything_has_come_on_it() {
        Object states = ada.await("""
                (async () => {
                  const { SilenceWatch } = await import('/silence-watch.js');
                  let taken = 'P';
                  let succeeded = 'none';
                  const came = { P: 0, Q: 70 };
                  const statistics = async () =>
                    new Map([
                      ['T', { id: 'T', type: 'transport', selectedCandidatePairId: taken }],
                      ...Object.keys(came).map((id) => [id, { id, type: 'candidate-pair', state: succeeded === id ? 'succeeded' : 'in-progress', bytesReceived: came[id], bytesSent: performance.now() }]),
                    ]);
                  const comes = setInterval(() => came.P++, 100);
                  const states = [];
                  const watch = new SilenceWatch(statistics, (silent) => states.push(silent), () => true);
                  watch.start();
                  const until = async (condition) => {
                    while (!condition()) {
                      await new Promise((done) => setTimeout(done, 10));
                    }
                  };
                  await new Promise((done) => setTimeout(done, 1000));
                  clearInterval(comes);
                  await until(() => states.length === 1);
                  for (const next of ['Q', 'none', 'P']) {
                    taken = next;
                    await new Promise((done) => setTimeout(done, 500));
                  }
                  states.push('looked');
                  succeeded = 'R';
                  came.R = 0;
                  await new Promise((done) => setTimeout(done, 500));
                  taken = 'R';
                  await until(() => states.length === 3);
                  watch.end();
                  return states;
                })()""");
        assertThat(states).isEqualTo(List.of(true, "looked", false));
    }

    /**
     * Has it watch a way on which answers come ten times a second at first, then in a rhythm for a time, and none for three seconds
     * behind that.
     *
     * @param sends whether something is sent meanwhile
     */
    private Watched watch(int everyMillis, int forMillis, boolean sends) {
        return watch(everyMillis, forMillis, sends, false, 1000);
    }

    /**
     * The same.
     *
     * @param told whether answers are known to come often before there is any
     * @param oftenMillis for how long they come ten times a second at first
     */
    private Watched watch(int everyMillis, int forMillis, boolean sends, boolean told, int oftenMillis) {
        return watch("undefined", everyMillis, forMillis, sends, told, oftenMillis);
    }

    private Watched watch(String pace, int everyMillis, int forMillis, boolean sends, boolean told, int oftenMillis) {
        List<?> alarms = (List<?>) ada.await("""
                (async () => {
                  const { SilenceWatch, HEARING } = await import('/silence-watch.js');
                  const begun = performance.now();
                  const alarms = [];
                  const answeredAt = () => {
                    const at = Math.min(performance.now() - begun, %5$d + %2$d);
                    const every = at < %5$d ? 100 : %1$d;
                    return Math.min(at, %5$d) + Math.floor(Math.max(at - %5$d, 0) / every) * every;
                  };
                  const statistics = async () =>
                    new Map([
                      ['T', { id: 'T', type: 'transport', selectedCandidatePairId: 'P' }],
                      ['P', { id: 'P', type: 'candidate-pair', bytesReceived: answeredAt(), bytesSent: %3$b ? performance.now() : 0 }],
                    ]);
                  const watch = new SilenceWatch(statistics, (silent) => silent && alarms.push(performance.now() - begun - answeredAt()), () => %4$b, %6$s);
                  watch.start();
                  await new Promise((done) => setTimeout(done, %2$d + 4000));
                  watch.end();
                  return alarms.map(Math.round);
                })()""".formatted(everyMillis, forMillis, sends, told, oftenMillis, pace));
        return new Watched(
                alarms.stream().map(alarm -> ((Number) alarm).longValue()).toList());
    }

    /** @param alarms how long behind an answer each was, in ms */
    private record Watched(List<Long> alarms) {}
}
