package org.livechat.media.format;

import java.util.List;
import org.livechat.rtc.sdp.HeaderExtensionUri;
import org.livechat.rtc.sdp.NegotiatedSession;

/**
 * The local identifiers (1 to 14, 0 for none) that one client gave the header extensions we know (RFC 8285 5). BUNDLE
 * gives each one meaning for the whole session.
 */
public record ExtensionIds(
        int mid,
        int audioLevel,
        int videoOrientation,
        int playoutDelay,
        int transportSequence,
        int streamId,
        int repairedStreamId) {
    static final ExtensionIds NONE = new ExtensionIds(0, 0, 0, 0, 0, 0, 0);

    public static ExtensionIds of(NegotiatedSession session) {
        return new ExtensionIds(
                id(session, HeaderExtensionUri.MID),
                id(session, HeaderExtensionUri.AUDIO_LEVEL),
                id(session, HeaderExtensionUri.VIDEO_ORIENTATION),
                id(session, HeaderExtensionUri.PLAYOUT_DELAY),
                id(session, HeaderExtensionUri.TRANSPORT_SEQUENCE),
                id(session, HeaderExtensionUri.STREAM_ID),
                id(session, HeaderExtensionUri.REPAIRED_STREAM_ID));
    }

    private static int id(NegotiatedSession session, String uri) {
        List<Integer> ids = session.sections().stream()
                .map(section -> section.extensionIds().getOrDefault(uri, 0))
                .filter(id -> id > 0)
                .toList();
        return ids.isEmpty() ? 0 : ids.getFirst();
    }
}
