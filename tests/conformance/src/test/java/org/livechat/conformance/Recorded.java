package org.livechat.conformance;

import tools.jackson.databind.JsonNode;

/** Somebody has said something in a channel that is recorded. */
final class Recorded {
    /** Of 20 ms. */
    private static final int FRAMES = 50;

    private Recorded() {}

    /** Makes such a channel, in which a user says a second of something; returns the recording's id. */
    static String said(WholeServer server, String user, String channel, String frequency) throws Exception {
        server.admin(
                "POST",
                "/admin/channels",
                "{\"channel_id\":\"%s\",\"freq\":\"%s\",\"name\":\"%s\",\"record\":true}"
                        .formatted(channel, frequency, channel),
                201);
        return said(server, user, channel);
    }

    /** The same in a channel that there is. */
    static String said(WholeServer server, String user, String channel) throws Exception {
        int before = listed(server, channel).size();
        double packets = packets(server);
        TestClient talker = server.identified(user);
        TestClient listener = server.member(channel + "-hears", channel);
        try (Voice voice = Voice.join(talker, channel)) {
            talker.channelRequest(30, channel);
            talker.await(50);
            for (int i = 0; i < FRAMES; i++) {
                voice.speak();
            }
            while (packets(server) < packets + FRAMES) {
                Thread.onSpinWait();
            }
            talker.channelRequest(31, channel);
            talker.await(54);
        }
        talker.abort();
        JsonNode listed = listed(server, channel);
        while (listed.size() == before) {
            listed = listed(server, channel);
        }
        listener.abort();
        return listed.get(0).get("id").stringValue();
    }

    private static JsonNode listed(WholeServer server, String channel) throws Exception {
        return server.look("/admin/recordings?channel=" + channel).get("recordings");
    }

    private static double packets(WholeServer server) throws Exception {
        return server.figure("livechat_recorder_packets_total", "");
    }
}
