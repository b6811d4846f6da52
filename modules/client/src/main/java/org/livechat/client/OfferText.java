package org.livechat.client;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.livechat.api.media.MediaKind;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.sdp.HeaderExtensionUri;
import org.livechat.rtc.stun.IceCredentials;

/** Writes the peer's offer. */
final class OfferText {
    static final int MID_EXTENSION = 4;
    static final int AUDIO_LEVEL_EXTENSION = 1;

    private static final Map<MediaKind, List<String>> CODEC_LINES = Map.of(
            MediaKind.AUDIO, List.of("a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1"),
            MediaKind.VIDEO, List.of("a=rtpmap:96 VP8/90000", "a=rtcp-fb:96 nack pli", "a=rtcp-fb:96 ccm fir"));

    private final StringBuilder text = new StringBuilder(2048);
    private final IceCredentials credentials;
    private final Fingerprint fingerprint;
    private final long version;

    OfferText(IceCredentials credentials, Fingerprint fingerprint, long version) {
        this.credentials = credentials;
        this.fingerprint = fingerprint;
        this.version = version;
    }

    String write(List<OfferedTrack> tracks) {
        line("v=0");
        line("o=- 1 " + version + " IN IP4 127.0.0.1");
        line("s=-");
        line("t=0 0");
        line("a=group:BUNDLE " + tracks.stream().map(OfferedTrack::mid).collect(Collectors.joining(" ")));
        tracks.forEach(this::section);
        return text.toString();
    }

    private void section(OfferedTrack track) {
        var payloadType = track.kind() == MediaKind.AUDIO ? 111 : 96;
        line("m=" + track.kind().wireName() + " 9 UDP/TLS/RTP/SAVPF " + payloadType);
        line("c=IN IP4 0.0.0.0");
        line("a=mid:" + track.mid());
        line("a=" + direction(track));
        line("a=ice-ufrag:" + credentials.ufrag());
        line("a=ice-pwd:" + credentials.password());
        line("a=fingerprint:" + fingerprint);
        line("a=setup:actpass");
        line("a=rtcp-mux");
        line("a=rtcp-rsize");
        line("a=extmap:" + MID_EXTENSION + " " + HeaderExtensionUri.MID);
        if (track.kind() == MediaKind.AUDIO) {
            line("a=extmap:" + AUDIO_LEVEL_EXTENSION + " " + HeaderExtensionUri.AUDIO_LEVEL);
        }
        CODEC_LINES.getOrDefault(track.kind(), List.of()).forEach(this::line);
    }

    private static String direction(OfferedTrack track) {
        if (track.sends()) {
            return track.receives() ? "sendrecv" : "sendonly";
        }
        return track.receives() ? "recvonly" : "inactive";
    }

    private void line(String content) {
        text.append(content).append("\r\n");
    }
}
