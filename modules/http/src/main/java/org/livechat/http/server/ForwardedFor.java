package org.livechat.http.server;

import java.util.ArrayList;
import java.util.List;

/** The header {@code X-Forwarded-For}, which no standard describes: each proxy adds whom it has got the request from. */
final class ForwardedFor {
    private ForwardedFor() {}

    /**
     * What the proxies say, the nearest first. Read from the end, so that whatever a client has put in front of it disturbs
     * nothing.
     *
     * @param lines one header after the other
     */
    static List<Hop> hops(List<String> lines) {
        var hops = new ArrayList<Hop>();
        for (String line : lines.reversed()) {
            int end = line.length();
            while (end >= 0 && hops.size() < Hop.MOST) {
                int comma = line.lastIndexOf(',', end - 1);
                String element = line.substring(comma + 1, end).strip();
                if (!element.isEmpty()) {
                    hops.add(Hop.ofBareNode(element));
                }
                end = comma;
            }
        }
        return hops;
    }
}
