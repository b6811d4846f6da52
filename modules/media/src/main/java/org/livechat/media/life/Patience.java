package org.livechat.media.life;

import java.time.Duration;

/**
 * How long clients are waited for.
 *
 * @param handshake how long the first STUN check may take from the answer on, and DTLS from there on
 * @param consent how long an endpoint lives without a valid STUN check (RFC 7675)
 */
public record Patience(Duration handshake, Duration consent) {}
