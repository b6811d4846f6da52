package org.livechat.chaos;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Listens in one channel, and complains of what must not be heard there. One thread. */
final class Ear {
    private final String listener;
    private final String channelId;
    private final boolean oneAtATime;
    private final Bursts bursts;
    private final Consumer<String> complaints;
    private final Set<Integer> over = new HashSet<>();
    private int current;

    /** @param oneAtATime whether a burst that another has followed is over for good, as it is in a push-to-talk channel */
    Ear(String listener, String channelId, boolean oneAtATime, Bursts bursts, Consumer<String> complaints) {
        this.listener = listener;
        this.channelId = channelId;
        this.oneAtATime = oneAtATime;
        this.bursts = bursts;
        this.complaints = complaints;
    }

    void hears(Frame frame) {
        Optional<Bursts.Burst> known = bursts.of(frame.burst());
        if (known.isEmpty()) {
            complain("hears burst " + frame.burst() + ", which nobody has made");
            return;
        }
        Bursts.Burst burst = known.get();
        if (!frame.isAllowed()) {
            complain("hears " + burst + ", who talks without the floor");
        }
        if (!burst.channelId().equals(channelId)) {
            complain("hears " + burst + ", who talks elsewhere");
        }
        if (burst.talker().equals(listener)) {
            complain("hears itself: " + burst);
        }
        if (oneAtATime && frame.burst() != current) {
            if (over.contains(frame.burst())) {
                complain("hears " + burst + " again, which was over, behind burst " + current);
            }
            over.add(current);
            current = frame.burst();
        }
    }

    private void complain(String what) {
        complaints.accept(listener + " in " + channelId + " " + what);
    }
}
