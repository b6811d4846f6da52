package {{package}};

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;

/**
 * A codec for wideband speech, called {@code {{name}}} in {@code a=rtpmap}, with one parameter that both sides have to agree
 * on: {@code mode}, 0 to 7. Make it your codec: its RTP payload format (an RFC, mostly) says what each method answers.
 */
public final class Codec implements CodecProvider {
    private static final Pattern MODE = Pattern.compile("(?:^|;)\\s*mode=([0-7])\\s*(?:;|$)");
    private static final String DEFAULT_MODE = "0";

    @Override
    public String name() {
        return "{{name}}";
    }

    @Override
    public MediaKind kind() {
        return MediaKind.AUDIO;
    }

    @Override
    public int clockRate() {
        return 16000;
    }

    /** What was offered comes from a stranger: answered is what was understood of it, never what was sent. */
    @Override
    public Optional<String> answerParameters(String offered) {
        if (offered.isEmpty()) {
            return Optional.of("");
        }
        Matcher mode = MODE.matcher(offered);
        if (mode.find()) {
            return Optional.of("mode=" + mode.group(1));
        }
        return offered.contains("mode=") ? Optional.empty() : Optional.of("");
    }

    /** Who sends in one mode cannot be heard by who takes another. */
    @Override
    public String formatKey(String parameters) {
        Matcher mode = MODE.matcher(parameters);
        return mode.find() ? mode.group(1) : DEFAULT_MODE;
    }

    /** Every frame of this codec stands for itself: a decoder can start with any. On the hot path: no allocation. */
    @Override
    public boolean isKeyframe(byte[] payload, int offset, int length) {
        return true;
    }
}
