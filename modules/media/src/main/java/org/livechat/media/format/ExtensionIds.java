package org.livechat.media.format;

import java.util.List;
import org.livechat.rtc.sdp.HeaderExtensionUri;
import org.livechat.rtc.sdp.NegotiatedSection;

/** The local identifiers (1 to 14, 0 for none) that one client gave the header extensions we know (RFC 8285 5). */
public record ExtensionIds(
        int mid,
        int audioLevel,
        int videoOrientation,
        int playoutDelay,
        int transportSequence,
        int streamId,
        int repairedStreamId,
        int dependencyDescriptor) {
    static final ExtensionIds NONE = new ExtensionIds(0, 0, 0, 0, 0, 0, 0, 0);

    /** Those of some sections; of one that has several, the first. */
    public static ExtensionIds of(List<NegotiatedSection> sections) {
        return new ExtensionIds(
                id(sections, HeaderExtensionUri.MID),
                id(sections, HeaderExtensionUri.AUDIO_LEVEL),
                id(sections, HeaderExtensionUri.VIDEO_ORIENTATION),
                id(sections, HeaderExtensionUri.PLAYOUT_DELAY),
                id(sections, HeaderExtensionUri.TRANSPORT_SEQUENCE),
                id(sections, HeaderExtensionUri.STREAM_ID),
                id(sections, HeaderExtensionUri.REPAIRED_STREAM_ID),
                id(sections, HeaderExtensionUri.DEPENDENCY_DESCRIPTOR));
    }

    private static int id(List<NegotiatedSection> sections, String uri) {
        List<Integer> ids = sections.stream()
                .map(section -> section.extensionIds().getOrDefault(uri, 0))
                .filter(id -> id > 0)
                .toList();
        return ids.isEmpty() ? 0 : ids.getFirst();
    }
}
