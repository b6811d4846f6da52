package org.livechat.api.media;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.livechat.api.part.PartProvider;
import org.livechat.api.part.Settings;

/**
 * A codec that the relay can pass on: what its SDP means and what the relay has to see in its payloads. The relay never
 * decodes. Implementations are stateless, may be called by any thread, and are found with ServiceLoader.
 *
 * @since 1
 */
public interface CodecProvider extends PartProvider {
    /** The encoding name of {@code a=rtpmap}, compared without regard to case; several may share one. */
    @Override
    String name();

    /** By default a section of its name, in lower case, among the keys of {@code codecs}. */
    @Override
    default String section() {
        return "codecs." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * This codec with the settings that it declares. Called once, when the codec is loaded; what it returns is negotiated
     * from then on. By default there is nothing to set.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     */
    default CodecProvider configured(Settings settings) {
        return this;
    }

    /** The media sections it may appear in. */
    MediaKind kind();

    /** The RTP clock rate of {@code a=rtpmap} in Hz. */
    int clockRate();

    /** The channels of {@code a=rtpmap}; 1 for video and where the number is left out. */
    default int channels() {
        return 1;
    }

    /** The payload type of RFC 3551 that means this codec without an {@code a=rtpmap}. */
    default OptionalInt staticPayloadType() {
        return OptionalInt.empty();
    }

    /**
     * Decides on offered format parameters.
     *
     * @param offered the parameters of {@code a=fmtp}, or an empty string if there is none
     * @return the parameters to answer with, an empty string for none; empty if the offer is not acceptable
     */
    default Optional<String> answerParameters(String offered) {
        return Optional.of(offered);
    }

    /**
     * What has to be equal in the parameters of a sender and of a receiver for the receiver to decode the stream: a profile
     * or a packetization mode. The text has no meaning beyond being equal or not.
     *
     * @param parameters negotiated parameters of {@code a=fmtp}, or an empty string
     */
    default String formatKey(String parameters) {
        return "";
    }

    /**
     * Whether a decoder can start with this RTP payload: for video, whether it begins a keyframe. Reads within
     * {@code offset} and {@code offset + length} only, and takes any bytes, cut short or hostile, without an exception.
     */
    boolean isKeyframe(byte[] payload, int offset, int length);

    /**
     * How high the picture of a keyframe is, so that the relay can choose among several sizes. Reads as {@link #isKeyframe} does,
     * which has said yes to this payload.
     *
     * @return in pixels; 0 if the payload does not say, or this codec does not look
     */
    default int pictureHeight(byte[] payload, int offset, int length) {
        return 0;
    }

    /**
     * How high the picture of a keyframe is in one of its spatial layers. Reads as {@link #pictureHeight(byte[], int, int)} does.
     *
     * @param spatial 0 to {@link PictureLayer#HIGHEST}
     * @return in pixels; 0 if there is no such layer, or the payload does not say
     */
    default int pictureHeight(byte[] payload, int offset, int length, int spatial) {
        return 0;
    }

    /**
     * Which layer of its picture a payload is of. Reads as {@link #isKeyframe} does, of every packet; and what one packet of a frame
     * says of it, all say, but where it ends.
     *
     * @return {@link PictureLayer#NONE} if the payload does not say, or this codec does not look
     */
    default int layer(byte[] payload, int offset, int length) {
        return PictureLayer.NONE;
    }

    /**
     * A payload of one frame that decodes to silence and ends a burst cleanly.
     *
     * @param parameters negotiated parameters of {@code a=fmtp}, or an empty string; those with the same
     *     {@link #formatKey} get the same frame
     * @return a copy; empty if the codec has none
     */
    default Optional<byte[]> silenceFrame(String parameters) {
        return Optional.empty();
    }

    /**
     * Keeps numbers within payloads going on when a stream changes its source.
     *
     * @return a new one for each stream; empty if payloads have no such numbers
     */
    default Optional<PayloadNumbering> numbering() {
        return Optional.empty();
    }
}
