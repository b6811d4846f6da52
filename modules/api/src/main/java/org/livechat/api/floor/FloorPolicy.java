package org.livechat.api.floor;

import java.time.Duration;
import java.util.List;
import org.livechat.api.FloorIndicator;
import org.livechat.api.part.PartProvider;
import org.livechat.api.part.Settings;

/**
 * Who gets the floor of a channel. The floor machine owns state, timers and messages; a policy owns judgement and
 * nothing else. Found with {@link java.util.ServiceLoader} and chosen by {@link #name()} in a channel's configuration.
 *
 * <p>Every method is a pure function of its arguments: it keeps no state, reads no clock, does no I/O and returns within
 * microseconds. Calls come under the lock of a channel, concurrently for different channels.
 *
 * <p>A policy cannot break a floor. If it throws, returns null or answers nonsense, that is logged with its name, the
 * request is denied with cause 2 ({@code INTERNAL_ERROR}), or the default of the method is used, and the channel goes
 * on. So does one of a plug-in that takes longer than 100 ms; one that does so again and again is replaced by the default
 * policy until its plug-in is reloaded or the server restarted.
 *
 * @since 1
 */
public interface FloorPolicy extends PartProvider {
    /** What a configuration calls this policy: lower-case letters, digits and hyphens; always the same. */
    @Override
    String name();

    /** By default a section of its name among the keys of {@code floor}. */
    @Override
    default String section() {
        return "floor." + name();
    }

    /**
     * This policy with the settings that it declares. Called once, when the policy is loaded; what it returns judges from
     * then on. By default there is nothing to set.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     */
    default FloorPolicy configured(Settings settings) {
        return this;
    }

    /**
     * Decides on a request. Asked only about a member that may talk, does not hold the floor, and asks for no more than
     * its credential allows; who is queued already may ask again.
     *
     * @param request who asks, with the priority it may use
     * @param floor the floor as it stands
     */
    FloorDecision judge(FloorRequest request, FloorView floor);

    /**
     * Tells whether a request is placed ahead of one that waits already. The queue is built with this, so it is also
     * what the positions are that users see. By default nobody overtakes.
     *
     * @param arriving the request that looks for its place
     * @param waiting one that is in the queue
     */
    default boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
        return false;
    }

    /**
     * Picks who of the queue talks next. Not asked while somebody who pre-empted waits: it is next. By default the head.
     *
     * @param queue the waiting requests by position, never empty
     * @return one of {@code queue}
     */
    default FloorRequest next(List<FloorRequest> queue) {
        return queue.getFirst();
    }

    /**
     * Tells how long a talker may talk. By default as long as the channel allows.
     *
     * @param talker who is about to get the floor
     * @param limit the channel's stop talking time (T2); a longer answer is cut to it
     * @return more than zero
     */
    default Duration duration(FloorRequest talker, Duration limit) {
        return limit;
    }

    /**
     * Tells whether a request is judged at all while somebody else's broadcast burst runs; if not it is denied with
     * cause 5. By default only an emergency is.
     */
    default boolean interruptsBroadcast(FloorRequest request) {
        return request.indicator() == FloorIndicator.EMERGENCY;
    }

    /**
     * Tells how far back the talk times of {@link FloorRequest#talked()} reach. The floor remembers for the policy, which
     * keeps no state itself; who leaves the channel and comes back finds its talk time unchanged. Asked once, when
     * the floor is made. By default zero: nothing is remembered.
     *
     * <p>A channel remembers up to 128 users; of more, the one who has talked least is forgotten, which is less than a
     * 128th of the memory. Up to 32 bursts of a user count to the nanosecond; of more, neighbours are merged, and slide
     * out of the memory evenly.
     *
     * @return zero to 24 hours; a longer answer is cut to that, anything else that makes no sense counts as zero
     */
    default Duration memory() {
        return Duration.ZERO;
    }
}
