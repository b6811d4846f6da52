package org.livechat.rtc.sdp;

import java.util.Arrays;

/** Reads {@code a=rtcp-xr} lines (RFC 3611 5.1). */
final class ExtendedReports {
    /** What is answered: all may measure their round trip, be they senders or not. */
    static final String ROUND_TRIP = "rcvr-rtt=all";

    private ExtendedReports() {}

    /** Whether receivers may measure their round trip. Formats with bounds of their own are left alone. */
    static boolean offersRoundTrip(Attributes attributes) {
        return attributes
                .named("rtcp-xr")
                .flatMap(attribute -> Arrays.stream(attribute.value().split(" ", -1)))
                .anyMatch(ROUND_TRIP::equals);
    }
}
