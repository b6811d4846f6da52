package org.livechat.rtc.dtls;

/**
 * The right to compute, which a handshake has while it runs and gives back while it waits for its peer, so that those who
 * stall keep nobody from computing. Used by one thread at a time.
 */
public interface Turn {
    /** The turn of who shares the processors with nobody. */
    Turn ALWAYS = new Turn() {
        @Override
        public void take() {}

        @Override
        public void pass() {}

        @Override
        public void giveBack() {}
    };

    /** Waits for it. */
    void take() throws InterruptedException;

    /** Lets those go first who have the better right to it, and waits until they have. */
    void pass() throws InterruptedException;

    /** Gives it back; does nothing if it is not held. */
    void giveBack();
}
