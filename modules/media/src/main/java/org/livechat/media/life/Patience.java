package org.livechat.media.life;

import java.time.Duration;

/**
 * How long clients are waited for.
 *
 * @param handshake how long ICE and DTLS may take together
 * @param consent how long an endpoint lives without a valid STUN check (RFC 7675)
 */
public record Patience(Duration handshake, Duration consent) {}
