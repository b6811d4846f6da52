package org.livechat.api.control;

/** A member of a channel; {@code ssrc} is what it announced at joining, an unsigned 32-bit number. */
public record Member(String userId, long ssrc) {}
