package org.livechat.floor.testkit;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.floor.FloorDecision;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.floor.FloorRequest;
import org.livechat.api.floor.FloorView;

/** Policies that nobody would want, each extreme in one way. */
final class SamplePolicies {
    private SamplePolicies() {}

    /** The same in every run, unlike the hash of a record with an enum. */
    private static int hash(FloorRequest request) {
        return request.userId().hashCode() * 31
                + request.priority() * 7
                + request.indicator().bit();
    }

    /** Nobody is ever interrupted. */
    static final class FirstCome implements FloorPolicy {
        @Override
        public String name() {
            return "first-come";
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            return floor.talker().isEmpty() ? FloorDecision.grant() : FloorDecision.queue();
        }
    }

    /** Everybody interrupts, also a broadcast. */
    static final class AlwaysPreempt implements FloorPolicy {
        @Override
        public String name() {
            return "always-preempt";
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            return FloorDecision.preempt();
        }

        @Override
        public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
            return true;
        }

        @Override
        public boolean interruptsBroadcast(FloorRequest request) {
            return true;
        }
    }

    /** Who has talked less within the last ten seconds interrupts, overtakes and is next. */
    static final class LeastTalked implements FloorPolicy {
        @Override
        public String name() {
            return "least-talked";
        }

        @Override
        public Duration memory() {
            return Duration.ofSeconds(10);
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            if (floor.talker().isEmpty()) {
                return FloorDecision.grant();
            }
            return overtakes(request, floor.talker().get().request()) ? FloorDecision.preempt() : FloorDecision.queue();
        }

        @Override
        public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
            return arriving.talked().compareTo(waiting.talked()) < 0;
        }

        @Override
        public FloorRequest next(List<FloorRequest> queue) {
            return queue.stream()
                    .min(Comparator.comparing(FloorRequest::talked))
                    .orElseThrow();
        }

        @Override
        public Duration duration(FloorRequest talker, Duration limit) {
            return talker.talked().isZero() ? limit : limit.dividedBy(2);
        }

        @Override
        public boolean interruptsBroadcast(FloorRequest request) {
            return request.talked().isZero();
        }
    }

    /** Valid answers without any sense: they depend on a hash of the question. */
    static final class Whimsical implements FloorPolicy {
        @Override
        public String name() {
            return "whimsical";
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            int whim = Math.floorMod(hash(request) + floor.queue().size(), 5);
            if (whim == 0) {
                return FloorDecision.deny(FloorDenyCause.NO_RESOURCES, "not today");
            }
            if (floor.talker().isEmpty()) {
                return FloorDecision.grant();
            }
            return whim < 3 ? FloorDecision.preempt() : FloorDecision.queue();
        }

        @Override
        public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
            return (hash(arriving) ^ hash(waiting)) % 2 == 0;
        }

        @Override
        public FloorRequest next(List<FloorRequest> queue) {
            return queue.get(Math.floorMod(hash(queue.getLast()), queue.size()));
        }

        @Override
        public Duration duration(FloorRequest talker, Duration limit) {
            return Duration.ofMillis(1 + Math.floorMod(hash(talker), 60_000));
        }

        @Override
        public boolean interruptsBroadcast(FloorRequest request) {
            return hash(request) % 2 == 0;
        }
    }

    /** Throws, answers null, or answers what cannot be, by the user who asks. */
    static final class Broken implements FloorPolicy {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Duration memory() {
            throw new IllegalStateException("broken");
        }

        @Override
        public FloorDecision judge(FloorRequest request, FloorView floor) {
            return switch (Math.floorMod(hash(request), 6)) {
                case 0 -> throw new IllegalStateException("broken");
                case 1 -> throw new NoSuchMethodError("built against something else");
                case 2 -> null;
                case 3 -> FloorDecision.grant();
                case 4 -> FloorDecision.queue();
                default -> FloorDecision.preempt();
            };
        }

        @Override
        public boolean overtakes(FloorRequest arriving, FloorRequest waiting) {
            if (arriving.indicator() == FloorIndicator.EMERGENCY) {
                throw new IllegalStateException("broken");
            }
            return true;
        }

        @Override
        public FloorRequest next(List<FloorRequest> queue) {
            return switch (queue.size() % 3) {
                case 0 -> throw new IllegalStateException("broken");
                case 1 -> new FloorRequest("nobody", 0, FloorIndicator.NORMAL, Set.of());
                default -> null;
            };
        }

        @Override
        public Duration duration(FloorRequest talker, Duration limit) {
            return switch (talker.priority() % 4) {
                case 0 -> throw new IllegalStateException("broken");
                case 1 -> Duration.ZERO;
                case 2 -> Duration.ofDays(-1);
                default -> Duration.ofDays(100_000);
            };
        }

        @Override
        public boolean interruptsBroadcast(FloorRequest request) {
            throw new IllegalStateException("broken");
        }
    }
}
