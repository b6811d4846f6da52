package org.livechat.rtc.loss;

import java.util.ArrayList;
import java.util.List;

/** A packet that comes at a time, and the schedules that tests play: a number not yet wrapped, and nanoseconds. */
record Arrival(int number, long nanos) {
    /** Packets at a steady pace, of which those whose bit is 0 in the mask are lost. The first is never lost. */
    static List<Arrival> paced(int packets, int receivedMask, long paceNanos) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            if (i == 0 || ((receivedMask >>> i) & 1) != 0) {
                arrivals.add(new Arrival(i, i * paceNanos));
            }
        }
        return arrivals;
    }

    /** The same times, but the packet at that place comes so many places later. */
    static List<Arrival> delayed(List<Arrival> arrivals, int place, int places) {
        int[] order = arrivals.stream().mapToInt(Arrival::number).toArray();
        for (int i = place; i < Math.min(place + places, order.length - 1); i++) {
            int number = order[i];
            order[i] = order[i + 1];
            order[i + 1] = number;
        }
        List<Arrival> delayed = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            delayed.add(new Arrival(order[i], arrivals.get(i).nanos));
        }
        return delayed;
    }
}
