package org.livechat.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

/**
 * Which payload types of a section are answered: those of registered codecs, in our order of preference, so that all
 * clients of a channel send what all others can decode.
 */
final class CodecSelection {
    private final MediaSection section;
    private final MediaKind kind;
    private final AnswerParameters parameters;

    CodecSelection(MediaSection section, MediaKind kind, AnswerParameters parameters) {
        this.section = section;
        this.kind = kind;
        this.parameters = parameters;
    }

    List<NegotiatedCodec> codecs() {
        var chosen = new ArrayList<NegotiatedCodec>();
        for (var provider : parameters.codecs()) {
            if (provider.kind() != kind) {
                continue;
            }
            section.formats().stream()
                    .distinct()
                    .filter(format -> means(format, provider))
                    .map(format -> negotiate(format, provider))
                    .flatMap(Optional::stream)
                    .forEach(chosen::add);
        }
        return chosen;
    }

    private boolean means(String format, CodecProvider provider) {
        var encoding = ofPayloadType("rtpmap", format);
        if (encoding.isEmpty()) {
            var fixed = provider.staticPayloadType();
            return fixed.isPresent() && fixed.getAsInt() == Integer.parseInt(format);
        }
        var words = encoding.get().strip().split("/", -1);
        return words.length >= 2
                && words[0].equalsIgnoreCase(provider.name())
                && words[1].equals(Integer.toString(provider.clockRate()))
                && (words.length > 2 ? words[2] : "1").equals(Integer.toString(provider.channels()));
    }

    private Optional<NegotiatedCodec> negotiate(String format, CodecProvider provider) {
        var offered = ofPayloadType("fmtp", format).map(String::strip).orElse("");
        return provider.answerParameters(offered)
                .map(answered -> new NegotiatedCodec(Integer.parseInt(format), provider, answered, feedback(format)));
    }

    private List<String> feedback(String format) {
        var supported = parameters.rtcpFeedback().getOrDefault(kind, Set.of());
        return section.attributes()
                .named("rtcp-fb")
                .map(attribute -> attribute.value().split(" ", 2))
                .filter(words -> words.length == 2 && (words[0].equals(format) || words[0].equals("*")))
                .map(words -> words[1].strip())
                .filter(supported::contains)
                .distinct()
                .toList();
    }

    /** What follows the payload type in the first attribute of that name. */
    private Optional<String> ofPayloadType(String name, String format) {
        return section.attributes()
                .named(name)
                .map(attribute -> attribute.value().split(" ", 2))
                .filter(words -> words.length == 2 && words[0].equals(format))
                .map(words -> words[1])
                .findFirst();
    }
}
