package org.livechat.media.format;

import java.util.List;
import java.util.function.ToIntBiFunction;
import org.livechat.rtc.sdp.HeaderExtensionUri;
import org.livechat.rtc.sdp.NegotiatedSection;

/** The local identifiers (1 to 255, 0 for none) that one client gave the header extensions we know (RFC 8285 5). */
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

    /** The highest that the one-byte form has (RFC 8285 4.2). */
    private static final int MOST_OF_ONE_BYTE = 14;

    /** Those that the client may send in some sections; of one that has several, the first. */
    public static ExtensionIds received(List<NegotiatedSection> sections) {
        return of(sections, NegotiatedSection::receivedExtensionId);
    }

    /** Those that the client may be sent in some sections; of one that has several, the first. */
    public static ExtensionIds sent(List<NegotiatedSection> sections) {
        return of(sections, NegotiatedSection::sentExtensionId);
    }

    /** Whether one of those that are passed on is beyond the one-byte form. */
    boolean needTwoBytes() {
        return mid > MOST_OF_ONE_BYTE
                || audioLevel > MOST_OF_ONE_BYTE
                || videoOrientation > MOST_OF_ONE_BYTE
                || playoutDelay > MOST_OF_ONE_BYTE
                || transportSequence > MOST_OF_ONE_BYTE;
    }

    private static ExtensionIds of(List<NegotiatedSection> sections, ToIntBiFunction<NegotiatedSection, String> idOf) {
        return new ExtensionIds(
                id(sections, idOf, HeaderExtensionUri.MID),
                id(sections, idOf, HeaderExtensionUri.AUDIO_LEVEL),
                id(sections, idOf, HeaderExtensionUri.VIDEO_ORIENTATION),
                id(sections, idOf, HeaderExtensionUri.PLAYOUT_DELAY),
                id(sections, idOf, HeaderExtensionUri.TRANSPORT_SEQUENCE),
                id(sections, idOf, HeaderExtensionUri.STREAM_ID),
                id(sections, idOf, HeaderExtensionUri.REPAIRED_STREAM_ID),
                id(sections, idOf, HeaderExtensionUri.DEPENDENCY_DESCRIPTOR));
    }

    private static int id(
            List<NegotiatedSection> sections, ToIntBiFunction<NegotiatedSection, String> idOf, String uri) {
        return sections.stream()
                .mapToInt(section -> idOf.applyAsInt(section, uri))
                .filter(id -> id > 0)
                .findFirst()
                .orElse(0);
    }
}
