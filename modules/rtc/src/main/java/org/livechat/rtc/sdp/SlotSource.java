package org.livechat.rtc.sdp;

import org.livechat.api.media.MediaKind;

/** Makes the slot of a section that begins to receive from the server. */
@FunctionalInterface
public interface SlotSource {
    /** Called each time that a section begins to receive; the SSRC must be none that the PeerConnection receives now. */
    Slot slotFor(String mid, MediaKind kind);
}
