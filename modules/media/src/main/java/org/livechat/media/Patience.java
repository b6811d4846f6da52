package org.livechat.media;

import java.time.Duration;

/**
 * How long clients are waited for.
 *
 * @param handshake how long ICE and DTLS may take together
 * @param consent how long an endpoint lives without a valid STUN check (RFC 7675)
 */
record Patience(Duration handshake, Duration consent) {}
