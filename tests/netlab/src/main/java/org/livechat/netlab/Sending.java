package org.livechat.netlab;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What a talker's browser sent in a span of time. A figure that the browser does not count is empty.
 *
 * @param keyFrames encoded
 * @param framesPerSecond encoded
 * @param retransmitted packets sent again
 * @param nacks packets it was asked for again
 * @param plis keyframes it was asked for
 * @param videoKbitPerSecond video sent, headers and what was sent again left in
 * @param available what the browser thinks it may send in kbit/s, at each second from the first on; empty if it does not say
 * @param sentKbit what it did send of video in each second
 * @param width of the picture at the end
 * @param limit what limited the picture at the end: none, cpu, bandwidth or other; empty if it does not say
 * @param limitedByCpuSeconds how long the processor did in all; such a run says nothing about a network
 * @param roundTripMillis the last of STUN
 */
record Sending(
        OptionalDouble keyFrames,
        OptionalDouble framesPerSecond,
        OptionalDouble retransmitted,
        OptionalDouble nacks,
        OptionalDouble plis,
        OptionalDouble videoKbitPerSecond,
        List<Double> available,
        List<Double> sentKbit,
        OptionalDouble width,
        String limit,
        OptionalDouble limitedByCpuSeconds,
        OptionalDouble roundTripMillis) {
    private static final String OUT = "outbound";

    static Sending of(Samples samples) {
        double seconds = Math.max(0.001, samples.seconds());
        String id = samples.ids(OUT, "video").findFirst().orElse("");
        List<Double> bytes = samples.everySecond(sample -> Samples.value(sample, OUT, id, "bytesSent"));
        return new Sending(
                samples.grown(OUT, "video", "keyFramesEncoded"),
                Figure.times(samples.grown(OUT, "video", "framesEncoded"), 1 / seconds),
                samples.grown(OUT, "video", "retransmittedPacketsSent"),
                samples.grown(OUT, "video", "nackCount"),
                samples.grown(OUT, "video", "pliCount"),
                Figure.times(samples.grown(OUT, "video", "bytesSent"), 0.008 / seconds),
                samples.last().path("available").isNumber()
                        ? samples.everySecond(
                                sample -> Math.rint(sample.path("available").asDouble(0) / 1000))
                        : List.of(),
                IntStream.range(1, bytes.size())
                        .mapToObj(second -> Math.rint(0.008 * (bytes.get(second) - bytes.get(second - 1))))
                        .toList(),
                samples.last(OUT, id, "frameWidth"),
                samples.last(OUT, id).path("qualityLimitationReason").asString(""),
                samples.last(OUT, id, "qualityLimitationDurations", "cpu"),
                Figure.times(Samples.number(samples.last(), "roundTrip"), 1000));
    }

    /** Whether any picture was sent. */
    boolean isSeen() {
        return videoKbitPerSecond.orElse(0) > 0;
    }

    /** What was sent in a second, counted from 1; empty if it was not that long. */
    OptionalDouble sentInSecond(int second) {
        return second <= sentKbit.size() ? OptionalDouble.of(sentKbit.get(second - 1)) : OptionalDouble.empty();
    }
}
