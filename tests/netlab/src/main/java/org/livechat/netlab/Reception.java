package org.livechat.netlab;

import java.util.List;

/**
 * What somebody heard and saw in a span of time.
 *
 * @param seconds how long it was
 * @param concealedPercent voice that the browser had to make up, of all that was played, without silence
 * @param silentPercent the rest that was not there, and played as silence
 * @param framesPerSecond pictures decoded, the mean of the streams
 * @param gapSeconds the time in pauses of over half a second between two pictures, the mean of the streams; a picture that
 *     never comes back counts to the end
 * @param longestGapSeconds the longest of them
 * @param nacks packets of video asked for again
 * @param voiceNacks and of voice
 * @param plis keyframes asked for
 * @param keyFrames decoded
 * @param packetsLost of audio and video, as the browser sees it: less what came again
 * @param repaired packets that were sent again on a stream for that (RFC 4588)
 * @param voiceBufferMillis how long sound waited to be played, the mean
 * @param videoBufferMillis how long pictures did
 * @param voiceKbitPerSecond what arrived of voice, headers left out
 * @param videoKbitPerSecond and of video
 * @param width of the last picture
 */
record Reception(
        double seconds,
        double concealedPercent,
        double silentPercent,
        double framesPerSecond,
        double gapSeconds,
        double longestGapSeconds,
        double nacks,
        double voiceNacks,
        double plis,
        double keyFrames,
        double packetsLost,
        double repaired,
        double voiceBufferMillis,
        double videoBufferMillis,
        double voiceKbitPerSecond,
        double videoKbitPerSecond,
        double width) {
    private static final String IN = "inbound";
    private static final double GAP_SECONDS = 0.5;

    static Reception of(Samples samples) {
        double seconds = samples.seconds();
        List<String> pictures = samples.ids(IN, "video").toList();
        List<Double> gaps = pictures.stream()
                .flatMap(id -> samples.pauses(IN, id, "framesDecoded").stream())
                .filter(pause -> pause > GAP_SECONDS)
                .toList();
        int streams = Math.max(1, pictures.size());
        double played = samples.grown(IN, "audio", "totalSamplesReceived");
        double silent = samples.grown(IN, "audio", "silentConcealedSamples");
        return new Reception(
                seconds,
                share(samples.grown(IN, "audio", "concealedSamples") - silent, played, 100),
                share(silent, played, 100),
                share(samples.grown(IN, "video", "framesDecoded"), seconds * streams, 1),
                pictures.isEmpty()
                        ? seconds
                        : gaps.stream().mapToDouble(gap -> gap).sum() / streams,
                pictures.isEmpty()
                        ? seconds
                        : gaps.stream().mapToDouble(gap -> gap).max().orElse(0),
                samples.grown(IN, "video", "nackCount"),
                samples.grown(IN, "audio", "nackCount"),
                samples.grown(IN, "video", "pliCount"),
                samples.grown(IN, "video", "keyFramesDecoded"),
                samples.grown(IN, "audio", "packetsLost") + samples.grown(IN, "video", "packetsLost"),
                samples.grown(IN, "video", "retransmittedPacketsReceived"),
                buffered(samples, "audio"),
                buffered(samples, "video"),
                share(samples.grown(IN, "audio", "bytesReceived"), seconds, 0.008),
                share(samples.grown(IN, "video", "bytesReceived"), seconds, 0.008),
                pictures.stream()
                        .mapToDouble(
                                id -> samples.last(IN, id).path("frameWidth").asDouble(0))
                        .max()
                        .orElse(0));
    }

    private static double buffered(Samples samples, String kind) {
        return share(
                samples.grown(IN, kind, "jitterBufferDelay"),
                samples.grown(IN, kind, "jitterBufferEmittedCount"),
                1000);
    }

    private static double share(double part, double whole, double factor) {
        return whole <= 0 ? 0 : factor * part / whole;
    }
}
