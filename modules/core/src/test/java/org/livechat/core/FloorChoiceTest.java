package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.Event;
import org.livechat.api.control.FloorChoice;
import org.livechat.api.control.NewChannel;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.PriorityPolicy;

class FloorChoiceTest {
    private static final PresetChannel STRICT = preset("strict", "0001", choice("base", "never"));

    private final LiveControlPlane plane =
            plane(List.of(STRICT, preset("quiet", "0002", FloorChoice.profile("mcptt"))));
    private final Client ann = open("ann");

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void a_channel_has_the_policy_that_it_chose() {
        create("hut", choice("base", "never"));
        assertThat(answer("hut")).isInstanceOf(Event.FloorDenied.class);
        create("den", new FloorChoice(Optional.empty(), Optional.of("priority"), OptionalInt.empty()));
        assertThat(answer("den")).isInstanceOf(Event.FloorGranted.class);
    }

    @Test
    void a_channel_has_the_profile_that_it_chose() {
        create("hut", FloorChoice.profile("mcptt"));
        // In mcptt nobody talks alone.
        assertThat(answer("hut")).isInstanceOf(Event.FloorDenied.class);
        create("den", FloorChoice.none());
        assertThat(answer("den")).isInstanceOf(Event.FloorGranted.class);
    }

    @Test
    void a_preset_has_the_floor_that_it_chose() {
        assertThat(answer("strict")).isInstanceOf(Event.FloorDenied.class);
        assertThat(answer("quiet")).isInstanceOf(Event.FloorDenied.class);
    }

    @Test
    void a_channel_has_the_queue_that_it_chose() {
        create("hut", new FloorChoice(Optional.empty(), Optional.empty(), OptionalInt.of(0)));
        assertThat(answer("hut")).isInstanceOf(Event.FloorGranted.class);
        var ben = open("ben");
        ben.join("hut");
        ben.heard();
        ben.session.requestFloor("hut", OptionalInt.empty(), FloorIndicator.NORMAL);
        assertThat(ben.heard()).anyMatch(Event.FloorDenied.class::isInstance);
    }

    @Test
    void what_is_not_there_is_refused_with_what_is() {
        assertRefused(FloorChoice.profile("bass"), "floor.profile is 'bass', has to be one of base, mcptt");
        assertRefused(choice("base", "fair"), "floor.policy is 'fair', has to be one of never, priority");
        assertRefused(
                new FloorChoice(Optional.empty(), Optional.empty(), OptionalInt.of(1001)),
                "floor.queue_limit is 1001, has to be 0 to 1000");
        assertThat(plane.channels()).hasSize(2);
    }

    @Test
    void a_conference_has_no_floor_to_choose() {
        assertThatThrownBy(() -> ann.session.createChannel(new NewChannel(
                        "hut", "0009", "n", ChannelMode.CONFERENCE, OptionalInt.empty(), FloorChoice.profile("base"))))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("floor is for ptt channels");
    }

    @Test
    void a_preset_with_a_policy_that_is_not_there_stops_the_start() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plane(List.of(preset("strict", "0001", choice("base", "fair")))))
                .withMessage(
                        "channels.presets has channel 'strict', which is wrong: floor.policy is 'fair', has to be one"
                                + " of never, priority");
    }

    private void assertRefused(FloorChoice choice, String reason) {
        assertThatThrownBy(() -> create("hut", choice)).isInstanceOfSatisfying(RequestRefused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_PAYLOAD);
            assertThat(refused.reason()).isEqualTo(reason);
        });
    }

    private void create(String id, FloorChoice choice) {
        String frequency = id.equals("hut") ? "0009" : "0008";
        ann.session.createChannel(new NewChannel(id, frequency, "n", ChannelMode.PTT, OptionalInt.empty(), choice));
    }

    private Event answer(String channelId) {
        ann.join(channelId);
        ann.heard();
        ann.session.requestFloor(channelId, OptionalInt.empty(), FloorIndicator.NORMAL);
        return ann.heard().getFirst();
    }

    private Client open(String userId) {
        var client = new Client();
        client.session = plane.open(World.credential(userId), 100, client);
        return client;
    }

    private static FloorChoice choice(String profile, String policy) {
        return new FloorChoice(Optional.of(profile), Optional.of(policy), OptionalInt.empty());
    }

    private static PresetChannel preset(String id, String frequency, FloorChoice floor) {
        return new PresetChannel(id, frequency, "n", ChannelMode.PTT, 20, floor);
    }

    private static LiveControlPlane plane(List<PresetChannel> presets) {
        return LiveControlPlane.withoutThread(
                new CoreSettings(
                        SessionSettings.defaults(),
                        ChannelSettings.defaults(),
                        Map.of("base", FloorSettings.base(), "mcptt", FloorSettings.mcptt()),
                        "base",
                        presets),
                RecordedMedia::new,
                new VirtualTime(),
                List.of(new PriorityPolicy(), new Never()),
                Observation.none());
    }

    private static final class Never implements FloorPolicy {
        @Override
        public String name() {
            return "never";
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            return FloorDecision.deny(FloorDenyCause.OTHER, "never");
        }
    }
}
