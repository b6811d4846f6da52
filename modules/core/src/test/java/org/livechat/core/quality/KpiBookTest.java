package org.livechat.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.livechat.api.metrics.HistogramFamily.Series;

class KpiBookTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final KpiBook book = new KpiBook(2);

    private List<Map<String, String>> labels() {
        return book.series(Kpi.Family.LATE_ENTRY).stream().map(Series::labels).toList();
    }

    private long countOf(String channel) {
        return book.series(Kpi.Family.LATE_ENTRY).stream()
                .filter(series -> series.labels().equals(Map.of("channel", channel)))
                .mapToLong(series -> series.histogram().read().count())
                .sum();
    }

    @Test
    void a_measurement_is_counted_in_seconds_under_its_channel_and_stage() {
        book.record("A", Kpi.GRANT, SECOND / 4, 0);
        book.record("A", Kpi.MEDIA, 3 * SECOND, 0);

        assertThat(book.series(Kpi.Family.ACCESS))
                .satisfiesExactly(
                        grant -> {
                            assertThat(grant.labels()).isEqualTo(Map.of("channel", "A", "stage", "grant"));
                            assertThat(grant.histogram().read().sum()).isEqualTo(0.25);
                        },
                        media -> {
                            assertThat(media.labels()).isEqualTo(Map.of("channel", "A", "stage", "media"));
                            assertThat(media.histogram().read().sum()).isEqualTo(3);
                        });
        assertThat(labels()).isEmpty();
    }

    @Test
    void channels_beyond_the_most_are_counted_as_one() {
        for (int i = 0; i < 1000; i++) {
            book.record("C" + i, Kpi.LATE_ENTRY, SECOND, i);
        }

        assertThat(labels())
                .containsExactly(Map.of("channel", "C0"), Map.of("channel", "C1"), Map.of("channel", KpiBook.OTHERS));
        assertThat(countOf(KpiBook.OTHERS)).isEqualTo(998);
    }

    @Test
    void a_channel_that_was_quiet_gives_its_place_to_one_that_is_not() {
        book.record("A", Kpi.LATE_ENTRY, SECOND, 0);
        book.record("B", Kpi.LATE_ENTRY, SECOND, KpiBook.QUIET);
        book.record("A", Kpi.LATE_ENTRY, SECOND, KpiBook.QUIET);
        book.record("C", Kpi.LATE_ENTRY, SECOND, 2 * KpiBook.QUIET);
        assertThat(countOf(KpiBook.OTHERS)).isEqualTo(1);

        book.record("B", Kpi.LATE_ENTRY, SECOND, 2 * KpiBook.QUIET);
        book.record("C", Kpi.LATE_ENTRY, SECOND, 2 * KpiBook.QUIET + 1);

        assertThat(labels())
                .containsExactly(Map.of("channel", "B"), Map.of("channel", "C"), Map.of("channel", KpiBook.OTHERS));
    }

    @Test
    void a_channel_that_is_deleted_is_shown_no_more() {
        book.record("A", Kpi.LATE_ENTRY, SECOND, 0);
        book.forget("A");
        assertThat(labels()).isEmpty();
    }
}
