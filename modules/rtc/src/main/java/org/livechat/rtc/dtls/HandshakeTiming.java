package org.livechat.rtc.dtls;

/**
 * When a handshake sends again and when it gives up.
 *
 * @param limitMillis what is left of the handshake's limit; at least 1
 * @param resendMillis the first wait for an answer; doubled each time
 */
record HandshakeTiming(int limitMillis, int resendMillis) {}
