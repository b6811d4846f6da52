package org.livechat.rtc.sdp;

import java.util.List;

/**
 * A parsed session description.
 *
 * @param attributes those before the first media section
 * @param media the media sections in their order
 */
public record SessionDescription(Attributes attributes, List<MediaSection> media) {
    public SessionDescription {
        media = List.copyOf(media);
    }

    /**
     * Parses a description. Lines may end with CRLF or LF; unknown lines and attributes are kept or ignored, never an error.
     *
     * @throws SdpException if it is over a bound of {@link SdpLimits}, or broken in a way that no answer could repair
     */
    public static SessionDescription parse(String text) {
        return new SdpParser(text).parse();
    }
}
