package org.livechat.netlab;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What somebody heard and saw in a span of time. A figure that the browser does not count is empty.
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
        OptionalDouble concealedPercent,
        OptionalDouble silentPercent,
        OptionalDouble framesPerSecond,
        double gapSeconds,
        double longestGapSeconds,
        OptionalDouble nacks,
        OptionalDouble voiceNacks,
        OptionalDouble plis,
        OptionalDouble keyFrames,
        OptionalDouble packetsLost,
        OptionalDouble repaired,
        OptionalDouble voiceBufferMillis,
        OptionalDouble videoBufferMillis,
        OptionalDouble voiceKbitPerSecond,
        OptionalDouble videoKbitPerSecond,
        OptionalDouble width) {
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
        OptionalDouble played = samples.grown(IN, "audio", "totalSamplesReceived");
        OptionalDouble silent = samples.grown(IN, "audio", "silentConcealedSamples");
        return new Reception(
                seconds,
                Figure.share(Figure.difference(samples.grown(IN, "audio", "concealedSamples"), silent), played, 100),
                Figure.share(silent, played, 100),
                Figure.share(samples.grown(IN, "video", "framesDecoded"), OptionalDouble.of(seconds * streams), 1),
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
                Figure.sum(samples.grown(IN, "audio", "packetsLost"), samples.grown(IN, "video", "packetsLost")),
                samples.grown(IN, "video", "retransmittedPacketsReceived"),
                buffered(samples, "audio"),
                buffered(samples, "video"),
                Figure.share(samples.grown(IN, "audio", "bytesReceived"), OptionalDouble.of(seconds), 0.008),
                Figure.share(samples.grown(IN, "video", "bytesReceived"), OptionalDouble.of(seconds), 0.008),
                pictures.stream()
                        .flatMapToDouble(id -> samples.last(IN, id, "frameWidth").stream())
                        .max());
    }

    /** Whether any voice came. */
    boolean isHeard() {
        return voiceKbitPerSecond.orElse(0) > 0;
    }

    private static OptionalDouble buffered(Samples samples, String kind) {
        return Figure.share(
                samples.grown(IN, kind, "jitterBufferDelay"),
                samples.grown(IN, kind, "jitterBufferEmittedCount"),
                1000);
    }
}
