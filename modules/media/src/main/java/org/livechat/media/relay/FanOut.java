package org.livechat.media.relay;

import java.util.concurrent.atomic.AtomicLong;
import org.livechat.api.media.MediaKind;
import org.livechat.media.counter.Defects;
import org.livechat.media.counter.MediaCounters;
import org.livechat.media.downlink.Downlink;
import org.livechat.media.feedback.KeyframeRequests;
import org.livechat.media.feedback.Reports;
import org.livechat.media.history.Histories;
import org.livechat.media.history.VoiceHistories;
import org.livechat.media.inbox.Fellows;
import org.livechat.media.inbox.Inbox;
import org.livechat.media.layer.LayerChoice;
import org.livechat.media.outbound.MediaSender;
import org.livechat.media.outbound.Slot;
import org.livechat.media.peer.OnwardDefects;
import org.livechat.media.peer.Peer;

/**
 * Sends a run of packets to each slot that carries its track: to those of this worker's clients itself, to those of others
 * through their inboxes, once a worker. Owned by one worker.
 */
public final class FanOut {
    /** Slots whose state is read ahead: so many chains of reads does a processor work on at once. */
    private static final int AHEAD = 8;

    /** So many slots' states are more than a core's own cache holds; those of fewer are there anyway. */
    private static final int MANY = 256;

    private final Fellows fellows;
    private final MediaSender sender;
    private final KeyframeRequests keyframes;
    private final Reports reports;
    private final Histories histories;
    private final LayerChoice layers;
    private final Pacing pacing;
    private final VoiceHistories voices;
    private final Defects defects;
    private final OnwardDefects onward;
    /** Where the sum of what was read ahead goes: without a use, the compiler would leave the reading out. */
    private final AtomicLong touched = new AtomicLong();

    public FanOut(
            Fellows fellows,
            MediaSender sender,
            KeyframeRequests keyframes,
            Reports reports,
            Histories histories,
            LayerChoice layers,
            Pacing pacing,
            VoiceHistories voices,
            Defects defects,
            OnwardDefects onward) {
        this.fellows = fellows;
        this.sender = sender;
        this.keyframes = keyframes;
        this.reports = reports;
        this.histories = histories;
        this.layers = layers;
        this.pacing = pacing;
        this.voices = voices;
        this.defects = defects;
        this.onward = onward;
    }

    /** Sends what this worker has received. Whatever a run brings out, the next one begins anew. */
    void send(PacketRun run, long nowNanos) {
        try {
            Slot[] slots = run.picture().slotsOf(run.track());
            // Others first, so that they work meanwhile.
            if (!fellows.alone()) {
                handOver(run, slots);
            }
            forward(run, slots, nowNanos);
            run.track().owner().peer().sentOnRun();
        } catch (Throwable defect) {
            giveUp(run, defect);
            onward.failedAsItWentOn(run.track().owner().peer());
        }
    }

    /** Sends what another worker has received. */
    public void forward(PacketRun run, long nowNanos) {
        try {
            forward(run, run.picture().slotsOf(run.track()), nowNanos);
        } catch (Throwable defect) {
            giveUp(run, defect);
        }
    }

    private void giveUp(PacketRun run, Throwable defect) {
        sender.counters().add(MediaCounters.Count.DROPPED_DEFECT, run.size());
        defects.met("packets of one stream", defect);
    }

    private void handOver(PacketRun run, Slot[] slots) {
        long told = 1L << fellows.index();
        for (Slot slot : slots) {
            int other = slot.owner().worker();
            if (other != Peer.NOBODY && (told & (1L << other)) == 0) {
                told |= 1L << other;
                hand(other, run);
            }
        }
    }

    private void hand(int worker, PacketRun run) {
        Inbox inbox = fellows.inbox(worker);
        for (int i = 0; i < run.size(); i++) {
            if (!inbox.offer(run.packet(i), run.picture())) {
                sender.counters().increment(MediaCounters.Count.DROPPED_HAND_OVER);
            }
        }
        fellows.agenda(worker).wakeUp();
    }

    // One slot's state lies in some thirty places, each known by the one before. Reading those of several slots before
    // the first is needed lets the processor wait for all of them at once.
    // What fails here fails again where that slot is sent to, and costs no other.
    private long touch(Slot[] slots, int first) {
        long sum = 0;
        try {
            for (int i = first; i < Math.min(first + AHEAD, slots.length); i++) {
                if (fellows.owns(slots[i].owner())) {
                    sum += slots[i].touch();
                }
            }
        } catch (Throwable _) {
            return sum;
        }
        return sum;
    }

    private void forward(PacketRun run, Slot[] slots, long nowNanos) {
        // A voice is repaired from what went out, see StreamRepair.
        boolean isPicture = run.track().kind() == MediaKind.VIDEO;
        if (slots.length > 0 && isPicture) {
            for (int i = 0; i < run.size(); i++) {
                histories.keep(run.packet(i), nowNanos);
            }
        } else if (!isPicture && !voices.isEmpty()) {
            for (int i = 0; i < run.size(); i++) {
                voices.keep(run.packet(i));
            }
        }
        boolean waiting = false;
        int next = 0;
        while (next < slots.length) {
            try {
                for (; next < slots.length; next++) {
                    if (next % AHEAD == 0 && slots.length >= MANY) {
                        touched.setPlain(touch(slots, next));
                    }
                    if (fellows.owns(slots[next].owner())) {
                        waiting |= forward(run, slots[next], isPicture, nowNanos);
                    }
                }
            } catch (Throwable defect) {
                // That listener's state: the others get what they are sent.
                sender.counters().add(MediaCounters.Count.DROPPED_DEFECT, run.size());
                defects.met("one listener's copies of packets", defect);
                onward.failedAsItWentTo(slots[next].owner());
                next++;
            }
        }
        if (waiting) {
            keyframes.want(run.stream(), nowNanos);
        }
    }

    /** Returns whether the slot waits for a keyframe of the stream. */
    private boolean forward(PacketRun run, Slot slot, boolean isPicture, long nowNanos) {
        if (isPicture) {
            forwardPicture(run, slot, nowNanos);
        } else {
            for (int i = 0; i < run.size(); i++) {
                slot.forward(run.packet(i), nowNanos, sender);
            }
        }
        boolean waits = slot.awaits(run.stream());
        if (!slot.owner().hasHeard() && slot.source() == run.stream()) {
            reports.firstHeard(slot.owner());
        }
        if (slot.noteUndecodable(nowNanos)) {
            layers.tell(slot.owner());
        }
        if (!slot.owner().reportsScheduled()) {
            reports.schedule(slot.owner());
        }
        return waits;
    }

    private void forwardPicture(PacketRun run, Slot slot, long nowNanos) {
        for (int i = 0; i < run.size(); i++) {
            slot.forwardInTurn(run.packet(i), histories, nowNanos, sender);
        }
        if (!slot.owner().choiceScheduled()) {
            layers.schedule(slot.owner());
        }
        Downlink way = slot.owner().downlink();
        if (way != null && slot.isWaitingForTurn() && !way.isPacingScheduled()) {
            pacing.schedule(slot.owner(), way, nowNanos);
        }
    }
}
