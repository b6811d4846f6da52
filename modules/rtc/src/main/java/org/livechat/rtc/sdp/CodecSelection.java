package org.livechat.rtc.sdp;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

/**
 * Which payload types of a section are answered: those of registered codecs. Clients send what comes first, so that is what most
 * others can decode, and of that what we prefer (RFC 7742 6.2).
 */
final class CodecSelection {
    static final String RETRANSMISSION = "rtx";
    static final String REDUNDANCY = "red";

    private final MediaSection section;
    private final MediaKind kind;
    private final AnswerParameters parameters;
    private final boolean numbersPackets;
    private final Map<String, String> encodings;
    private final Map<String, String> formatParameters;
    /** Each with its payload type and what follows; taken apart once, since they may be thousands. */
    private final List<String[]> feedbackLines;

    /** @param numbersPackets whether the header extension is there whose numbers transport-wide feedback names */
    CodecSelection(MediaSection section, MediaKind kind, AnswerParameters parameters, boolean numbersPackets) {
        this.section = section;
        this.kind = kind;
        this.parameters = parameters;
        this.numbersPackets = numbersPackets;
        this.encodings = byPayloadType("rtpmap");
        this.formatParameters = byPayloadType("fmtp");
        this.feedbackLines = section.attributes()
                .named("rtcp-fb")
                .map(attribute -> attribute.value().split(" ", 2))
                .filter(words -> words.length == 2)
                .toList();
    }

    List<NegotiatedCodec> codecs() {
        var formats = section.formats().stream().distinct().toList();
        return parameters.codecs().stream()
                .filter(provider -> provider.kind() == kind)
                .flatMap(provider -> formats.stream()
                        .filter(format -> means(format, provider))
                        .flatMap(format -> negotiate(format, provider).stream()))
                // The sort keeps the order of those that are equal.
                .sorted(Comparator.comparingInt(parameters.takers()).reversed())
                .toList();
    }

    private boolean means(String format, CodecProvider provider) {
        var encoding = encodings.get(format);
        if (encoding == null) {
            var fixed = provider.staticPayloadType();
            return fixed.isPresent() && fixed.getAsInt() == Integer.parseInt(format);
        }
        var words = encoding.split("/", -1);
        return words.length >= 2
                && words[0].equalsIgnoreCase(provider.name())
                && words[1].equals(Integer.toString(provider.clockRate()))
                && (words.length > 2 ? words[2] : "1").equals(Integer.toString(provider.channels()));
    }

    private Optional<NegotiatedCodec> negotiate(String format, CodecProvider provider) {
        return provider.answerParameters(formatParameters.getOrDefault(format, ""))
                .map(answered -> {
                    var feedback = feedback(format);
                    var again = feedback.contains(RtcpFeedback.NACK)
                            ? retransmissionOf(format, provider)
                            : OptionalInt.empty();
                    return new NegotiatedCodec(
                            Integer.parseInt(format),
                            provider,
                            answered,
                            feedback,
                            again,
                            redundancyOf(format, provider));
                });
    }

    /** RFC 4588 8.1: a format of its own, whose {@code apt} is the one that is sent again. */
    private OptionalInt retransmissionOf(String format, CodecProvider provider) {
        return section.formats().stream()
                .filter(other -> (RETRANSMISSION + "/" + provider.clockRate())
                        .equalsIgnoreCase(encodings.getOrDefault(other, "")))
                .filter(other -> Arrays.asList(
                                formatParameters.getOrDefault(other, "").split("[; ]+"))
                        .contains("apt=" + format))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /** RFC 2198 5: a format of its own, whose parameters name the one that is carried more than once, and no other. */
    private OptionalInt redundancyOf(String format, CodecProvider provider) {
        if (kind != MediaKind.AUDIO) {
            return OptionalInt.empty();
        }
        var encoding = redundancyEncoding(provider);
        return section.formats().stream()
                .filter(other -> encoding.equalsIgnoreCase(encodings.getOrDefault(other, "")))
                .filter(other -> repeats(formatParameters.getOrDefault(other, ""), format))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    static String redundancyEncoding(CodecProvider provider) {
        var channels = provider.channels() == 1 ? "" : "/" + provider.channels();
        return REDUNDANCY + "/" + provider.clockRate() + channels;
    }

    /** Parameters such as {@code 111/111}: two types or more, all of them that one. */
    private static boolean repeats(String parameters, String format) {
        var types = parameters.split("/", -1);
        return types.length > 1 && Arrays.stream(types).allMatch(format::equals);
    }

    private List<String> feedback(String format) {
        var supported = parameters.rtcpFeedback().getOrDefault(kind, Set.of());
        var answered = feedbackLines.stream()
                .filter(words -> words[0].equals(format) || words[0].equals("*"))
                .map(words -> words[1].strip())
                .filter(supported::contains)
                .filter(feedback -> numbersPackets || !feedback.equals(RtcpFeedback.TRANSPORT_WIDE))
                .distinct()
                .toList();
        return answered.contains(RtcpFeedback.TRANSPORT_WIDE)
                ? answered.stream()
                        .filter(feedback -> !feedback.equals(RtcpFeedback.ESTIMATED_RATE))
                        .toList()
                : answered;
    }

    /** What follows the payload type in the attributes of a name; the first one counts. */
    private Map<String, String> byPayloadType(String name) {
        return section.attributes()
                .named(name)
                .map(attribute -> attribute.value().split(" ", 2))
                .filter(words -> words.length == 2)
                .collect(Collectors.toMap(words -> words[0], words -> words[1].strip(), (first, later) -> first));
    }
}
