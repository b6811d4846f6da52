package org.livechat.core;

import java.util.Optional;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/** Shows in the trace what operators have done, and to whom, whether or not the user is there. */
record OperatorTrace(TimeSource time, TraceSink sink) {
    /** Something that was done to a user, wherever it is. */
    void ofUser(String act, String userId, String summary) {
        show(act, Optional.empty(), Optional.of(userId), summary);
    }

    /** Something that was done to a user in a channel. */
    void ofMember(String act, String channelId, String userId, boolean isThere) {
        show(act, Optional.of(channelId), Optional.of(userId), isThere ? "in the channel" : "not in the channel now");
    }

    void ofChannel(String act, String channelId) {
        show(act, Optional.of(channelId), Optional.empty(), "");
    }

    void ofServer(String act, String summary) {
        show(act, Optional.empty(), Optional.empty(), summary);
    }

    private void show(String act, Optional<String> channelId, Optional<String> userId, String summary) {
        if (sink.isActive()) {
            sink.publish(TraceEvent.system(time.wallMillis(), channelId, userId, "OPERATOR_" + act, summary));
        }
    }
}
