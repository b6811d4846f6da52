package org.livechat.media.format;

import java.util.List;

/**
 * What the numbers in one client's packets mean: BUNDLE gives each one meaning for the whole session. Immutable.
 *
 * @param payloadTypes what payload types mean (RFC 9143 7.1)
 * @param extensionIds what ids of header extensions mean
 */
public record PacketNumbers(PayloadTypes payloadTypes, ExtensionIds extensionIds) {
    /** Nothing was negotiated. */
    public static final PacketNumbers NONE = new PacketNumbers(new PayloadTypes(List.of()), ExtensionIds.NONE);
}
