package org.livechat.browser;

import java.util.Map;

/**
 * What a page has made of a voice, by its statistics (W3C webrtc-stats, RTCInboundRtpStreamStats).
 *
 * @param packets that came
 * @param lost that did not come, by their numbers
 * @param asked how many times the page has asked for some again
 * @param samples that were played
 * @param madeUp of these, what the page has made up since nothing was there in time
 * @param buffered what samples have waited in its jitter buffer, in seconds, all together
 * @param emitted samples that have left it
 */
record HeardByPage(
        double packets, double lost, double asked, double samples, double madeUp, double buffered, double emitted) {
    static final String HEAD = """
            | over | seed | made up | jitter buffer ms | packets | lost | asked for again |
            |---|---|---|---|---|---|---|""";

    static HeardByPage now(BrowserPerson page) {
        Map<String, Double> said = page.received("audio");
        return new HeardByPage(
                figure(said, "packetsReceived"),
                figure(said, "packetsLost"),
                figure(said, "nackCount"),
                figure(said, "totalSamplesReceived"),
                figure(said, "concealedSamples"),
                figure(said, "jitterBufferDelay"),
                figure(said, "jitterBufferEmittedCount"));
    }

    private static double figure(Map<String, Double> said, String name) {
        return said.getOrDefault(name, 0.0);
    }

    HeardByPage since(HeardByPage before) {
        return new HeardByPage(
                packets - before.packets,
                lost - before.lost,
                asked - before.asked,
                samples - before.samples,
                madeUp - before.madeUp,
                buffered - before.buffered,
                emitted - before.emitted);
    }

    /** The end of a line of a table in Markdown. */
    @Override
    public String toString() {
        return "%.1f %% | %.0f | %.0f | %.0f | %.0f |"
                .formatted(100 * madeUp / samples, 1000 * buffered / emitted, packets, lost, asked);
    }
}
