package org.livechat.rtc.sdp;

import org.livechat.api.media.MediaKind;

/** Makes the slot of a section that begins to receive from the server. */
@FunctionalInterface
public interface SlotSource {
    /** Called at most once a section of a PeerConnection; the SSRC must be unused on it. */
    Slot slotFor(String mid, MediaKind kind);
}
