package org.livechat.rtc.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One {@code m=} line and what belongs to it.
 *
 * @param kind {@code audio}, {@code video}, {@code application} or anything else
 * @param port 0 for a section that its author has rejected, stopped, or bundled only
 * @param protocol such as {@code UDP/TLS/RTP/SAVPF}
 * @param formats payload types for RTP, at least one
 * @param attributes the section's own
 * @param line where it stands, counted from 1
 */
public record MediaSection(
        String kind, int port, String protocol, List<String> formats, Attributes attributes, int line) {
    /** RFC 8829 5.1.2: whichever of them an offer names, what it means is SAVPF over DTLS. */
    private static final List<String> RTP_PROFILES = List.of("RTP/SAVPF", "RTP/SAVP", "RTP/AVPF", "RTP/AVP");

    public MediaSection {
        formats = List.copyOf(formats);
    }

    /** Whether its formats are RTP payload types. */
    public boolean isRtp() {
        return isRtp(protocol);
    }

    /** Its {@code a=mid}. */
    public Optional<String> mid() {
        return attributes.first("mid");
    }

    static boolean isRtp(String protocol) {
        return RTP_PROFILES.stream().anyMatch(protocol::endsWith);
    }
}
