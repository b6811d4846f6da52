package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.core.World.PTT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.metrics.Histogram.Reading;

/** The figures of TS 22.179 6.15, from what happens in a channel. */
class KeyFiguresTest {
    private static final String ANN = "ann@" + PTT;
    private static final String BEN = "ben@" + PTT;
    private static final String ACCESS = "channel.access.seconds";
    private static final String LATE_ENTRY = "channel.late.entry.seconds";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private List<Map<String, String>> labels(String metric) {
        return series(metric).keySet().stream().toList();
    }

    private Map<Map<String, String>, Reading> series(String metric) {
        return world.plane.quality().histograms().stream()
                .filter(family -> family.name().equals(metric))
                .flatMap(family -> family.series().get().stream())
                .collect(Collectors.toMap(
                        series -> series.labels(), series -> series.histogram().read()));
    }

    private Optional<Reading> stage(String name) {
        return Optional.ofNullable(series(ACCESS).get(Map.of("channel", PTT, "stage", name)));
    }

    private Optional<Reading> only(String metric) {
        return Optional.ofNullable(series(metric).get(Map.of("channel", PTT)));
    }

    @Test
    void a_request_that_is_granted_at_once_is_an_access_and_its_first_packet_another() {
        var ann = world.member("ann", PTT);
        world.media.listener.connected(ANN);
        ann.request(PTT);
        world.pass(Duration.ofMillis(250));
        world.media.listener.burstStarted(ANN);
        world.media.listener.burstStarted(ANN);

        assertThat(stage("grant")).hasValueSatisfying(grants -> {
            assertThat(grants.count()).isEqualTo(1);
            assertThat(grants.sum()).isZero();
        });
        assertThat(stage("media")).hasValueSatisfying(media -> {
            assertThat(media.count()).isEqualTo(1);
            assertThat(media.sum()).isEqualTo(0.25);
        });
    }

    @Test
    void who_waits_for_the_floor_waits_for_people_and_not_for_the_server() {
        var ann = world.member("ann", PTT);
        var ben = world.member("ben", PTT);
        world.media.listener.connected(BEN);
        ann.request(PTT);
        ann.request(PTT);
        ben.request(PTT);
        world.pass(Duration.ofSeconds(3));
        ann.session.releaseFloor(PTT);
        world.pass(Duration.ofMillis(100));
        world.media.listener.burstStarted(BEN);

        assertThat(stage("grant"))
                .hasValueSatisfying(grants -> assertThat(grants.count()).isEqualTo(1));
        assertThat(stage("media"))
                .hasValueSatisfying(media -> assertThat(media.sum()).isEqualTo(0.1));
    }

    @Test
    void who_joins_while_somebody_is_heard_enters_late_and_hears_after_a_time() {
        var ann = world.member("ann", PTT);
        world.media.listener.connected(ANN);
        ann.request(PTT);
        world.media.listener.burstStarted(ANN);
        world.media.listener.firstHeard(ANN);
        assertThat(only(LATE_ENTRY)).isEmpty();

        world.member("ben", PTT);
        world.pass(Duration.ofMillis(400));
        world.media.listener.firstHeard(BEN);
        world.media.listener.firstHeard(BEN);

        assertThat(only(LATE_ENTRY)).hasValueSatisfying(entries -> {
            assertThat(entries.count()).isEqualTo(1);
            assertThat(entries.sum()).isEqualTo(0.4);
        });
    }

    @Test
    void what_is_heard_of_a_later_burst_is_no_late_entry() {
        var ann = world.member("ann", PTT);
        world.media.listener.connected(ANN);
        ann.request(PTT);
        world.media.listener.burstStarted(ANN);
        world.member("ben", PTT);
        ann.session.releaseFloor(PTT);
        ann.request(PTT);
        world.media.listener.burstStarted(ANN);
        world.media.listener.firstHeard(BEN);

        assertThat(only(LATE_ENTRY)).isEmpty();
    }

    @Test
    void the_figures_of_a_deleted_channel_go_with_it() {
        var ann = world.member("ann", PTT);
        ann.request(PTT);
        world.media.listener.mouthToEar(ANN, Duration.ofMillis(80));
        assertThat(only("channel.mouth.to.ear.seconds"))
                .hasValueSatisfying(times -> assertThat(times.sum()).isEqualTo(0.08));
        assertThat(labels(ACCESS)).hasSize(1);

        world.plane.deleteChannel(PTT);
        world.media.listener.mouthToEar(ANN, Duration.ofMillis(80));

        assertThat(labels(ACCESS)).isEmpty();
        assertThat(only("channel.mouth.to.ear.seconds")).isEmpty();
    }
}
