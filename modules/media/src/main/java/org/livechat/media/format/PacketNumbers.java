package org.livechat.media.format;

import java.util.List;

/**
 * What the numbers in one client's packets mean: BUNDLE gives each one meaning for the whole session. Immutable.
 *
 * @param payloadTypes what payload types mean (RFC 9143 7.1)
 * @param extensionIds what ids of header extensions mean
 * @param receiversMeasure whether the client answers a clock that is stated to it (RFC 3611 4.4, 4.5)
 * @param tellsRate whether the client is told how much of its pictures arrives, and tells how much it takes (REMB)
 */
public record PacketNumbers(
        PayloadTypes payloadTypes, ExtensionIds extensionIds, boolean receiversMeasure, boolean tellsRate) {
    /** Nothing was negotiated. */
    public static final PacketNumbers NONE =
            new PacketNumbers(new PayloadTypes(List.of()), ExtensionIds.NONE, false, false);
}
