package org.livechat.plugin.talkbudget;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/**
 * Who had the floor for more than a budget within a sliding window waits behind everyone who had it for less, and interrupts
 * none of them. Emergency and imminent peril are bound by no budget, and nobody is interrupted for having used it up;
 * otherwise urgency and priority decide, as in the policy {@code priority}.
 */
public final class TalkBudgetPolicy implements FloorPolicy {
    private static final Duration LONGEST_WINDOW = Duration.ofHours(24);
    private static final Setting<Duration> BUDGET = Setting.duration(
            "budget", Duration.ofSeconds(60), "How long somebody may talk within the window before others go first.");
    private static final Setting<Duration> WINDOW =
            Setting.duration("window", Duration.ofMinutes(10), "How far back talk time counts, 24h at most.");

    private final Duration budget;
    private final Duration window;

    /** A minute of ten. */
    public TalkBudgetPolicy() {
        this(BUDGET.byDefault(), WINDOW.byDefault());
    }

    /**
     * @param budget what a user may talk before it waits behind others; more than zero, less than the window
     * @param window how far back talk time counts; at most 24 hours
     * @throws IllegalArgumentException when they are not so
     */
    public TalkBudgetPolicy(Duration budget, Duration window) {
        this(budget, window, (setting, problem) -> new IllegalArgumentException(setting.key() + " " + problem));
    }

    private TalkBudgetPolicy(
            Duration budget, Duration window, BiFunction<Setting<?>, String, RuntimeException> refusal) {
        if (!budget.isPositive()) {
            throw refusal.apply(BUDGET, "is " + text(budget) + ", but has to be more than nothing");
        }
        if (window.compareTo(LONGEST_WINDOW) > 0) {
            throw refusal.apply(WINDOW, "is " + text(window) + ", but has to be at most 24 h");
        }
        if (budget.compareTo(window) >= 0) {
            throw refusal.apply(
                    BUDGET,
                    "is " + text(budget) + ", but has to be less than window, which is " + text(window)
                            + ": nobody could use it up");
        }
        this.budget = budget;
        this.window = window;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(BUDGET, WINDOW);
    }

    @Override
    public FloorPolicy configured(Settings settings) {
        return new TalkBudgetPolicy(settings.get(BUDGET), settings.get(WINDOW), settings::refuse);
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    @Override
    public String name() {
        return "talk-budget";
    }

    @Override
    public Duration memory() {
        return window;
    }

    @Override
    public FloorDecision judge(FloorRequest request, FloorView floor) {
        return FloorDecision.byRank(floor, talking -> interrupts(request, talking));
    }

    private boolean interrupts(FloorRequest request, FloorRequest talking) {
        return request.outranks(talking) && (isWithinBudget(request) || !isWithinBudget(talking));
    }

    @Override
    public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
        return isWithinBudget(arriving) == isWithinBudget(waiting)
                ? arriving.outranks(waiting)
                : isWithinBudget(arriving);
    }

    private boolean isWithinBudget(FloorRequest request) {
        return request.indicator().urgency() > 0 || request.talked().compareTo(budget) <= 0;
    }
}
