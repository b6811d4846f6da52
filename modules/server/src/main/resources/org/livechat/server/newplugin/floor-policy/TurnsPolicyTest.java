package {{package}};

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorTalker;
import org.livechat.api.floor.FloorView;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;

/** A policy is a function, so call it. Run with assertions on; ends with an exit code other than 0 when one fails. */
final class TurnsPolicyTest {
    private static final FloorRequest ANN = new FloorRequest("ann", 100, FloorIndicator.NORMAL, Set.of());
    private static final FloorRequest EMERGENCY = new FloorRequest("ben", 0, FloorIndicator.EMERGENCY, Set.of());

    private TurnsPolicyTest() {}

    public static void main(String[] arguments) {
        FloorPolicy policy = configured("20s");
        assert policy.judge(ANN, new FloorView(Optional.empty(), List.of(), 2)).equals(FloorDecision.grant());
        assert policy.judge(ANN, talking(ANN)).equals(FloorDecision.queue());
        assert policy.judge(EMERGENCY, talking(ANN)).equals(FloorDecision.preempt());
        assert policy.judge(ANN, talking(EMERGENCY)).equals(FloorDecision.queue());
        assert policy.duration(ANN, Duration.ofSeconds(30)).equals(Duration.ofSeconds(20));
        assert policy.duration(ANN, Duration.ofSeconds(5)).equals(Duration.ofSeconds(5));
        try {
            configured("0s");
            throw new AssertionError("a turn of nothing was taken");
        } catch (SettingRefused expected) {
            assert expected.getMessage().startsWith("turn has to be") : expected.getMessage();
        }
    }

    private static FloorPolicy configured(String turn) {
        TurnsPolicy found = new TurnsPolicy();
        return found.configured(Settings.of(found.settings(), Map.of("turn", turn)));
    }

    private static FloorView talking(FloorRequest talker) {
        return new FloorView(Optional.of(new FloorTalker(talker, Duration.ofSeconds(1), false)), List.of(), 2);
    }
}
