package org.livechat.chaos;

/** The connection has ended, or the time is over; whoever was doing something gives up. */
final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Gone(String message) {
        super(message, null, false, false);
    }
}
