package org.livechat.netlab;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a talker's browser sent in a span of time.
 *
 * @param keyFrames encoded
 * @param framesPerSecond encoded
 * @param retransmitted packets sent again
 * @param nacks packets it was asked for again
 * @param plis keyframes it was asked for
 * @param videoKbitPerSecond video sent, headers and what was sent again left in
 * @param available what the browser thinks it may send in kbit/s, at each second from the first on
 * @param sentKbit what it did send of video in each second
 * @param width of the picture at the end
 * @param limit what limited the picture at the end: none, cpu, bandwidth or other
 * @param limitedByCpuSeconds how long the processor did in all; such a run says nothing about a network
 * @param roundTripMillis the last of STUN
 */
record Sending(
        double keyFrames,
        double framesPerSecond,
        double retransmitted,
        double nacks,
        double plis,
        double videoKbitPerSecond,
        List<Double> available,
        List<Double> sentKbit,
        double width,
        String limit,
        double limitedByCpuSeconds,
        double roundTripMillis) {
    private static final String OUT = "outbound";

    static Sending of(Samples samples) {
        double seconds = Math.max(0.001, samples.seconds());
        String id = samples.ids(OUT, "video").findFirst().orElse("");
        List<Double> bytes = samples.everySecond(sample -> Samples.value(sample, OUT, id, "bytesSent"));
        return new Sending(
                samples.grown(OUT, "video", "keyFramesEncoded"),
                samples.grown(OUT, "video", "framesEncoded") / seconds,
                samples.grown(OUT, "video", "retransmittedPacketsSent"),
                samples.grown(OUT, "video", "nackCount"),
                samples.grown(OUT, "video", "pliCount"),
                0.008 * samples.grown(OUT, "video", "bytesSent") / seconds,
                samples.everySecond(sample -> Math.rint(sample.path("available").asDouble(0) / 1000)),
                IntStream.range(1, bytes.size())
                        .mapToObj(second -> Math.rint(0.008 * (bytes.get(second) - bytes.get(second - 1))))
                        .toList(),
                samples.last(OUT, id).path("frameWidth").asDouble(0),
                samples.last(OUT, id).path("qualityLimitationReason").asString("none"),
                samples.last(OUT, id)
                        .path("qualityLimitationDurations")
                        .path("cpu")
                        .asDouble(0),
                1000 * samples.last().path("roundTrip").asDouble(0));
    }

    /** What was sent in a second, counted from 1; 0 if it was not that long. */
    double sentInSecond(int second) {
        return second <= sentKbit.size() ? sentKbit.get(second - 1) : 0;
    }
}
