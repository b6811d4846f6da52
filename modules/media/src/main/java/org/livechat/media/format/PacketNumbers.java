package org.livechat.media.format;

import java.util.List;

/**
 * What the numbers mean in the packets of one section of a client, or in those of which the section is not known. Immutable.
 *
 * @param payloadTypes what payload types mean (RFC 3264 6.1)
 * @param extensionIds what ids of header extensions mean that the client sends (RFC 8285 5)
 * @param sentExtensionIds under which ids it may be sent header extensions
 * @param reports how the client is sent reports
 */
public record PacketNumbers(
        PayloadTypes payloadTypes, ExtensionIds extensionIds, ExtensionIds sentExtensionIds, ReportTerms reports) {
    /** Nothing was negotiated. */
    public static final PacketNumbers NONE =
            new PacketNumbers(new PayloadTypes(List.of()), ExtensionIds.NONE, ExtensionIds.NONE, ReportTerms.NONE);
}
