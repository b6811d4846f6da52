package org.livechat.media.worker;

import java.util.ArrayList;
import java.util.List;
import org.livechat.media.worker.Studio.Person;
import org.livechat.media.worker.Studio.Rtp;
import org.livechat.rtc.loss.ArrivalLog;

/** Somebody behind a {@link ModelledWay} who tells when packets came. */
final class ModelledListener {
    private final Person person;
    private final ModelledWay way;
    private final ArrivalLog arrivals = new ArrivalLog();
    private final List<Rtp> pictures = new ArrayList<>();
    private final List<Rtp> sent = new ArrayList<>();
    private int voices;
    private int voicesLost;
    private long longestQueueNanos;

    ModelledListener(Person person, ModelledWay way) {
        this.person = person;
        this.way = way;
    }

    Person person() {
        return person;
    }

    ModelledWay way() {
        return way;
    }

    /** Takes what the server has sent, as far as it gets through. */
    void take(long nowNanos) {
        for (Rtp packet : person.rtp()) {
            boolean isVoice = packet.payloadType() == Studio.OPUS;
            long through = way.send(packet.payload().length, nowNanos);
            longestQueueNanos = Math.max(longestQueueNanos, way.queue(nowNanos));
            if (isVoice) {
                voices++;
                voicesLost += through < 0 ? 1 : 0;
            } else if (through >= 0) {
                arrivals.received(packet.transportSequence(), through);
            }
            if (through >= 0 && packet.payloadType() == Studio.VP8) {
                pictures.add(packet);
            }
            if (!isVoice) {
                sent.add(packet);
            }
        }
    }

    /** Tells what came. */
    void report() {
        if (arrivals.hasNews()) {
            person.report(writer -> arrivals.write(writer, 9, 9, 1200));
        }
    }

    /** Packets of pictures that came since this was asked last. */
    List<Rtp> pictures() {
        var all = List.copyOf(pictures);
        pictures.clear();
        return all;
    }

    /** All that was sent to it of pictures since this was asked last: what is lost on the way, sent again or empty included. */
    List<Rtp> sent() {
        var all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    /** Of which size most packets came since this was asked last. */
    int size() {
        int[] packets = new int[8];
        int most = 0;
        for (Rtp packet : pictures()) {
            int size = packet.payload()[packet.payload().length - 1];
            packets[size]++;
            most = packets[size] > packets[most] ? size : most;
        }
        return most;
    }

    /** The share of a voice's packets that were lost, 0 to 1. */
    double voiceLost() {
        return voices == 0 ? 0 : (double) voicesLost / voices;
    }

    /** How long the queue was at most since this was asked last. */
    long longestQueueNanos() {
        long longest = longestQueueNanos;
        longestQueueNanos = 0;
        return longest;
    }
}
