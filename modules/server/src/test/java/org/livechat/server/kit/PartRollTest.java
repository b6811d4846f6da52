package org.livechat.server.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.livechat.api.gateway.Gateway;
import org.livechat.api.gateway.GatewayContext;
import org.livechat.api.gateway.GatewayProvider;
import org.livechat.api.part.Part;
import org.livechat.api.part.PartFailed;
import org.livechat.api.part.Section;
import org.livechat.api.part.Settings;
import org.livechat.server.provider.PartKind;
import org.livechat.server.provider.Provided;

/** Parts start in the order in which they are made, and are closed in the reverse one, whatever any of them does. */
class PartRollTest {
    private final List<String> told = new ArrayList<>();
    private final PartRoll roll = new PartRoll(new Requirements(
            PartsSection.read(Settings.of(
                    PartsSection.SECTION.settings(),
                    Map.of("required", "third", "expected", "", "disabled", "unwanted"))),
            Set.of()));

    @Test
    void what_is_made_first_starts_first_and_is_closed_last() {
        make("first");
        make("second");
        make("third");
        roll.start();
        roll.close();
        assertThat(told)
                .containsExactly(
                        "first starts",
                        "second starts",
                        "third starts",
                        "third closes",
                        "second closes",
                        "first closes");
    }

    @Test
    void one_that_does_not_close_keeps_no_other_from_closing() {
        make("first");
        make("failing to close");
        make("third");
        roll.close();
        assertThat(told).containsExactly("third closes", "failing to close closes", "first closes");
    }

    @Test
    void one_that_does_not_start_is_closed_at_once_and_the_others_start() {
        make("first");
        make("failing to start");
        make("third");
        roll.start();
        roll.close();
        assertThat(told)
                .containsExactly(
                        "first starts",
                        "failing to start starts",
                        "failing to start closes",
                        "third starts",
                        "third closes",
                        "first closes");
        assertThat(roll.parts()).hasSize(2);
    }

    @Test
    void one_that_is_required_stops_the_start_and_one_that_is_disabled_is_not_made() {
        assertThat(roll.make(provided("unwanted"), () -> part("unwanted"))).isEmpty();
        assertThatThrownBy(() -> roll.make(provided("third"), () -> {
                    throw new PartFailed("port 1 is taken");
                }))
                .isInstanceOf(StartException.class)
                .hasMessage("third: port 1 is taken");
        roll.close();
        assertThat(told).isEmpty();
    }

    private void make(String name) {
        assertThat(roll.make(provided(name), () -> part(name))).isPresent();
    }

    private Part part(String name) {
        return new Part() {
            @Override
            public void start() {
                told.add(name + " starts");
                if (name.endsWith("to start")) {
                    throw new IllegalStateException("boom");
                }
            }

            @Override
            public void close() {
                told.add(name + " closes");
                if (name.endsWith("to close")) {
                    throw new IllegalStateException("boom");
                }
            }
        };
    }

    private static Provided provided(String name) {
        return new Provided(
                PartKind.GATEWAY, name, new Section(name, List.of()), new Maker(name), "a test", Optional.empty());
    }

    private record Maker(String name) implements GatewayProvider {
        @Override
        public Gateway create(GatewayContext context) {
            throw new UnsupportedOperationException("made elsewhere");
        }
    }
}
