package org.livechat.media;

/**
 * Sends a run of packets to each slot that carries its track: to those of this worker's endpoints itself, to those of others
 * through their inboxes, once a worker. Owned by one worker.
 */
final class FanOut {
    private final Worker worker;
    private final MediaSender sender;
    private final Feedback feedback;
    private final RtpRelay.Listener listener;

    FanOut(Worker worker, MediaSender sender, Feedback feedback, RtpRelay.Listener listener) {
        this.worker = worker;
        this.sender = sender;
        this.feedback = feedback;
        this.listener = listener;
    }

    /** Sends what this worker has received. */
    void send(PacketRun run, long nowNanos) {
        Slot[] slots = run.picture().slotsOf(run.track());
        // Others first, so that they work meanwhile.
        if (worker.hasFellows()) {
            handOver(run, slots);
        }
        forward(run, slots, nowNanos);
    }

    /** Sends what another worker has received. */
    void forward(PacketRun run, long nowNanos) {
        forward(run, run.picture().slotsOf(run.track()), nowNanos);
    }

    private void handOver(PacketRun run, Slot[] slots) {
        long told = worker.bit();
        for (Slot slot : slots) {
            Worker other = slot.owner().worker();
            if (other != null && (told & other.bit()) == 0) {
                told |= other.bit();
                other.take(run, sender.counters());
            }
        }
    }

    private void forward(PacketRun run, Slot[] slots, long nowNanos) {
        boolean waiting = false;
        for (Slot slot : slots) {
            if (!worker.owns(slot.owner())) {
                continue;
            }
            for (int i = 0; i < run.size(); i++) {
                slot.forward(run.packet(i), run.ssrc(), nowNanos, sender);
            }
            waiting |= slot.isWaitingForKeyframe();
            if (!slot.owner().reportsScheduled()) {
                listener.reportsDue(slot.owner());
            }
        }
        if (waiting) {
            feedback.wantKeyframe(run.track(), nowNanos);
        }
    }
}
