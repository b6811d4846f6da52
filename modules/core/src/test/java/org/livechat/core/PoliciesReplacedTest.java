package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livechat.api.ChannelMode;
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
import org.livechat.api.metrics.FloorTimes;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/** Floor policies are replaced while people talk. */
class PoliciesReplacedTest {
    private static final int MOST_COLLECTIONS = 20;

    private final Decisions decisions = new Decisions();
    private final World world =
            new World(World.settings(20, ChannelSettings.defaults()), new Observation(decisions, FloorTimes.none()));
    private final Client ann = world.member("ann", World.PTT);
    private final Client ben = world.member("ben", World.PTT);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void an_idle_channel_has_the_new_policy_at_once() {
        assertThat(use(priority("old"))).isEmpty();
        assertThat(judgeOfTaken()).isEqualTo("old");
        ann.session.releaseFloor(World.PTT);
        assertThat(use(priority("new"))).isEmpty();
        assertThat(judgeOfTaken()).isEqualTo("new");
    }

    @Test
    void a_burst_that_runs_goes_on_under_the_old_policy_and_the_next_request_is_judged_by_the_new() {
        use(priority("old"));
        ann.request(World.PTT);
        world.pass(Duration.ofSeconds(2));

        assertThat(use(priority("new"))).containsExactly(World.PTT);
        assertThat(judgeOf(ben, World.PTT)).isEqualTo("old");
        assertThat(world.plane.channelsWaiting()).containsExactly(World.PTT);

        // The burst ends, since its talker does not ping.
        world.pass(Duration.ofSeconds(7));
        assertThat(world.plane.channelsWaiting()).isEmpty();
        assertThat(judgeOfTaken()).isEqualTo("new");
    }

    @Test
    void who_waits_is_served_under_the_old_policy() {
        use(priority("old"));
        ann.request(World.PTT);
        ben.emergency(World.PTT);
        use(priority("new"));

        ann.session.releaseFloor(World.PTT);
        assertThat(judgeOf(ann, World.PTT)).isEqualTo("old");
        assertThat(world.plane.channelsWaiting()).containsExactly(World.PTT);

        ben.session.releaseFloor(World.PTT);
        assertThat(world.plane.channelsWaiting()).isEmpty();
        assertThat(judgeOfTaken()).isEqualTo("new");
    }

    @Test
    void of_two_replacements_while_a_burst_runs_the_later_counts() {
        ann.request(World.PTT);
        use(priority("second"));
        use(priority("third"));
        ann.session.releaseFloor(World.PTT);
        assertThat(judgeOfTaken()).isEqualTo("third");
    }

    @Test
    void a_policy_that_stays_is_waited_for_by_nobody() {
        var old = priority("old");
        use(old);
        ann.request(World.PTT);
        assertThat(use(priority("new"))).containsExactly(World.PTT);
        assertThat(use(old, new Labelled("fair", "new"))).isEmpty();

        ann.session.releaseFloor(World.PTT);
        assertThat(judgeOfTaken()).isEqualTo("old");
    }

    @Test
    void a_channel_made_meanwhile_has_the_new_set_at_once() {
        use(priority("old"), new Labelled("fair", "old"));
        ann.request(World.PTT);
        use(priority("new"), new Labelled("strict", "new"));

        create("hut", "0009", "priority");
        List.of(ann, ben).forEach(client -> client.join("hut"));
        ann.request("hut");
        assertThat(judgeOf(ben, "hut")).isEqualTo("new");
        create("den", "0010", "strict");
        assertThatThrownBy(() -> create("old", "0011", "fair"))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("has to be one of priority, strict");
    }

    @Test
    void a_set_without_the_policy_of_a_profile_changes_nothing() {
        use(priority("old"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> use(new Labelled("fair", "new")))
                .withMessage("floor profile 'base' has policy 'priority', must be one of [fair]");
        assertThat(judgeOfTaken()).isEqualTo("old");
    }

    @Test
    void a_set_without_the_policy_of_a_channel_changes_nothing() {
        use(priority("old"), new Labelled("fair", "old"));
        create("hut", "0009", "fair");
        create("den", "0010", "fair");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> use(priority("new"), new Labelled("strict", "new")))
                .withMessage("floor policies [priority, strict] lack what these channels have: hut (fair), den (fair)");
        assertThat(judgeOfTaken()).isEqualTo("old");
        create("inn", "0011", "fair");

        List.of("hut", "den", "inn").forEach(world.plane::deleteChannel);
        assertThat(use(priority("new"))).containsExactly(World.PTT);
    }

    @Test
    void two_policies_of_one_name_change_nothing() {
        use(priority("old"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> use(priority("new"), priority("newer")))
                .withMessageContaining("two floor policies 'priority'");
        assertThat(judgeOfTaken()).isEqualTo("old");
    }

    @Test
    void members_numbers_and_talk_times_go_on() {
        use(new Labelled("priority", "old", Duration.ofMinutes(1)));
        ann.request(World.PTT);
        world.pass(Duration.ofSeconds(3));
        ann.session.releaseFloor(World.PTT);
        long before = decisions.sequence;

        use(new Labelled("priority", "new", Duration.ofMinutes(2)));
        ben.request(World.PTT);
        assertThat(judgeOf(ann, World.PTT)).isEqualTo("new after PT3S");
        assertThat(decisions.sequence).isEqualTo(before + 2);
        assertThat(decisions.epoch).isEqualTo(1);
        assertThat(world.plane.channel(World.PTT).orElseThrow().members()).hasSize(2);
    }

    @Test
    void when_all_channels_have_switched_nothing_refers_to_the_old_policy() {
        var old = useForgotten();
        create("hut", "0009", "priority");
        world.plane.createChannel(new NewChannel(
                "den",
                "0010",
                "n",
                ChannelMode.PTT,
                OptionalInt.empty(),
                new FloorChoice(Optional.empty(), Optional.empty(), OptionalInt.of(3))));
        ann.request(World.PTT);
        ben.emergency(World.PTT);
        use(priority("new"));
        assertThat(collected(old)).isFalse();

        ann.session.releaseFloor(World.PTT);
        ben.session.releaseFloor(World.PTT);
        assertThat(world.plane.channelsWaiting()).isEmpty();
        assertThat(collected(old)).isTrue();
    }

    /** In a frame of its own, so that nothing here holds it. */
    private WeakReference<FloorPolicy> useForgotten() {
        var old = priority("old");
        use(old);
        return new WeakReference<>(old);
    }

    private static boolean collected(WeakReference<?> reference) {
        for (int attempt = 0; attempt < MOST_COLLECTIONS && !reference.refersTo(null); attempt++) {
            System.gc();
        }
        return reference.refersTo(null);
    }

    private List<String> use(FloorPolicy... policies) {
        return world.plane.usePolicies(List.of(policies));
    }

    private void create(String id, String frequency, String policy) {
        world.plane.createChannel(new NewChannel(
                id,
                frequency,
                "n",
                ChannelMode.PTT,
                OptionalInt.empty(),
                new FloorChoice(Optional.empty(), Optional.of(policy), OptionalInt.empty())));
    }

    /** Who judges when ben asks while ann talks, on a floor that is idle. */
    private String judgeOfTaken() {
        ann.request(World.PTT);
        return judgeOf(ben, World.PTT);
    }

    /** The label of the policy that denies a request for a floor which is taken. */
    private static String judgeOf(Client client, String channelId) {
        client.heard();
        client.request(channelId);
        return client.heard().stream()
                .filter(Event.FloorDenied.class::isInstance)
                .map(event -> ((Event.FloorDenied) event).reason())
                .findFirst()
                .orElse("nobody");
    }

    private static FloorPolicy priority(String label) {
        return new Labelled("priority", label);
    }

    /** Lets emergencies wait for a taken floor; denies others with its label and what they have talked. */
    private record Labelled(String name, String label, Duration memory) implements FloorPolicy {
        Labelled(String name, String label) {
            this(name, label, Duration.ZERO);
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            if (floor.talker().isEmpty()) {
                return FloorDecision.grant();
            }
            return request.indicator() == FloorIndicator.EMERGENCY
                    ? FloorDecision.queue()
                    : FloorDecision.deny(
                            FloorDenyCause.OTHER, memory.isZero() ? label : label + " after " + request.talked());
        }
    }

    /** The numbers of the last floor decision that the trace was shown. */
    private static final class Decisions implements TraceSink {
        private static final Pattern NUMBERS = Pattern.compile("\\((\\d+), (\\d+)\\)$");

        private long epoch;
        private long sequence;

        @Override
        public boolean isActive() {
            return true;
        }

        @Override
        public void publish(TraceEvent event) {
            var numbers = NUMBERS.matcher(event.summary());
            if (numbers.find()) {
                epoch = Long.parseLong(numbers.group(1));
                sequence = Long.parseLong(numbers.group(2));
            }
        }
    }
}
