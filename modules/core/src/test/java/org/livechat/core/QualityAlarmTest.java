package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livechat.core.World.PTT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.metrics.FloorTimes;
import org.livechat.api.metrics.Metric;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

class QualityAlarmTest {
    private static final String ANN = "ann@" + PTT;

    private final List<TraceEvent> alarms = new ArrayList<>();
    private final World world =
            new World(World.settings(20, ChannelSettings.defaults()), new Observation(new Alarms(), FloorTimes.none()));

    @AfterEach
    void close() {
        world.close();
    }

    private Map<Map<String, String>, Double> shown() {
        return world.plane.quality().metrics().stream()
                .collect(Collectors.toMap(
                        Metric::labels, metric -> metric.value().getAsDouble()));
    }

    private void voicesTake(Duration time, int times) {
        for (int i = 0; i < times; i++) {
            world.media.listener.mouthToEar(ANN, time);
        }
    }

    @Test
    void voices_that_take_too_long_raise_an_alarm_which_is_over_when_they_are_history() {
        world.member("ann", PTT);
        voicesTake(Duration.ofMillis(100), 40);
        assertThat(shown().values()).hasSize(3).containsOnly(0.0);

        voicesTake(Duration.ofMillis(301), 10);

        assertThat(shown())
                .isEqualTo(Map.of(
                        Map.of("figure", "access"), 0.0,
                        Map.of("figure", "mouth_to_ear"), 1.0,
                        Map.of("figure", "late_entry"), 0.0));
        assertThat(alarms).singleElement().satisfies(event -> {
            assertThat(event.operation()).isEqualTo("QUALITY_ALARM");
            assertThat(event.channelId()).contains(PTT);
            assertThat(event.summary()).isEqualTo("A voice took longer than 300 ms in 3 of 43 cases");
        });

        world.pass(Duration.ofMinutes(6));

        assertThat(shown().values()).containsOnly(0.0);
        assertThat(alarms).hasSize(2).last().satisfies(event -> {
            assertThat(event.operation()).isEqualTo("QUALITY_ALARM_OVER");
            assertThat(event.channelId()).isEqualTo(Optional.empty());
        });
    }

    private final class Alarms implements TraceSink {
        @Override
        public boolean isActive() {
            return true;
        }

        @Override
        public void publish(TraceEvent event) {
            if (event.operation().startsWith("QUALITY")) {
                alarms.add(event);
            }
        }
    }
}
