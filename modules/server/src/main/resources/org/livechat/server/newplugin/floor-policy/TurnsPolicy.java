package {{package}};

import java.time.Duration;
import java.util.List;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/**
 * Who is more urgent interrupts; everyone else waits in the order of asking, and talks for one turn. Keeps no state, reads no
 * clock: the floor does that for it.
 */
public final class TurnsPolicy implements FloorPolicy {
    static final Setting<Duration> TURN =
            Setting.duration("turn", Duration.ofSeconds(10), "How long somebody may talk at a time.");

    private final Duration turn;

    /** For the server, which then asks for the configured one. */
    public TurnsPolicy() {
        this(TURN.byDefault());
    }

    private TurnsPolicy(Duration turn) {
        this.turn = turn;
    }

    @Override
    public String name() {
        return "{{name}}";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(TURN);
    }

    @Override
    public FloorPolicy configured(Settings settings) {
        Duration said = settings.get(TURN);
        if (!said.isPositive()) {
            throw settings.refuse(TURN, "has to be more than nothing");
        }
        return new TurnsPolicy(said);
    }

    @Override
    public FloorDecision judge(FloorRequest request, FloorView floor) {
        if (floor.talker().isEmpty()) {
            return FloorDecision.grant();
        }
        boolean isMoreUrgent = floor.talker()
                .filter(talker -> request.indicator().urgency() > talker.request().indicator().urgency())
                .isPresent();
        return isMoreUrgent ? FloorDecision.preempt() : FloorDecision.queue();
    }

    @Override
    public Duration duration(FloorRequest talker, Duration limit) {
        return turn.compareTo(limit) < 0 ? turn : limit;
    }
}
