package org.livechat.signaling;

import java.util.Optional;
import org.livechat.api.control.Event;
import org.livechat.api.trace.TraceDirection;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.Opcode;
import org.livechat.protocol.ProtocolException;
import org.livechat.protocol.ServerMessage;

/** Shows the packets of all connections to operators, heartbeats aside. Thread-safe. */
final class PacketTrace {
    private final TraceSink sink;

    PacketTrace(TraceSink sink) {
        this.sink = sink;
    }

    /** A packet came from a user, or from somebody who has not identified. */
    void in(Optional<String> userId, ClientMessage message) {
        if (!sink.isActive() || message instanceof ClientMessage.Heartbeat) {
            return;
        }
        Optional<String> speaker =
                message instanceof ClientMessage.Identify identify ? Optional.of(identify.userId()) : userId;
        publish(
                TraceDirection.IN,
                PacketSummary.channel(message),
                speaker,
                message.opcode(),
                PacketSummary.of(message));
    }

    /** Something came that is no packet. */
    void in(Optional<String> userId, ProtocolException wrong) {
        if (!sink.isActive()) {
            return;
        }
        int op = wrong.opcode().orElse(0);
        String name =
                wrong.opcode().isPresent() ? Opcode.of(op).map(Opcode::name).orElse("UNKNOWN") : "MALFORMED";
        sink.publish(new TraceEvent(
                System.currentTimeMillis(), TraceDirection.IN, Optional.empty(), userId, op, name, wrong.reason()));
    }

    /** A packet is queued for a user, or for somebody who has not identified. */
    void out(Optional<String> userId, ServerMessage message) {
        if (!sink.isActive() || message instanceof ServerMessage.HeartbeatAck) {
            return;
        }
        Optional<String> listener = message instanceof ServerMessage.Ready ready ? Optional.of(ready.userId()) : userId;
        publish(
                TraceDirection.OUT,
                PacketSummary.channel(message),
                listener,
                message.opcode(),
                PacketSummary.of(message));
    }

    /** An event is queued for a user. */
    void out(Optional<String> userId, Event event) {
        if (sink.isActive()) {
            EventEncoder.message(event).ifPresent(message -> out(userId, message));
        }
    }

    private void publish(
            TraceDirection direction,
            Optional<String> channelId,
            Optional<String> userId,
            Opcode opcode,
            String summary) {
        sink.publish(new TraceEvent(
                System.currentTimeMillis(), direction, channelId, userId, opcode.number(), opcode.name(), summary));
    }
}
