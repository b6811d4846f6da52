package org.livechat.signaling;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.livechat.api.ErrorCode;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientPacket;
import org.livechat.protocol.EncodedPacket;
import org.livechat.protocol.PacketCodec;
import org.livechat.protocol.ProtocolException;
import org.livechat.protocol.RequestId;
import org.livechat.protocol.ServerMessage;

/**
 * One client's open WebSocket: bounds what comes in, and ends when a bound is passed. Frames come one at a time; events
 * and ends may come from any thread.
 */
final class Connection implements Conversation.Line {
    private final CoreSession socket;
    private final GatewayParts parts;
    private final SignalingSettings settings;
    private final SignalingCounters counters;
    private final Egress egress;
    private final Conversation conversation;
    private final MessageAssembly assembly;
    private final TokenBucket rate;
    private final Runnable onIdentified;
    private final AtomicBoolean closing = new AtomicBoolean();

    /** Packets over the rate, less those within it: who keeps sending twice as much as allowed is closed. */
    private int excess;

    private int badInARow;

    /**
     * @param client where it comes from
     * @param onIdentified called once, when the client has identified
     */
    Connection(CoreSession socket, GatewayParts parts, Optional<InetAddress> client, Runnable onIdentified) {
        this.socket = socket;
        this.parts = parts;
        this.settings = parts.settings();
        this.counters = parts.counters();
        this.onIdentified = onIdentified;
        this.egress = new Egress(socket, settings.egress(), parts.budget(), counters, this::overflow);
        this.assembly = new MessageAssembly(parts.unfinished(), this::unfinished);
        this.rate = new TokenBucket(settings.framesPerSecond(), settings.frameBurst(), System.nanoTime());
        this.conversation = new Conversation(parts, client, this);
    }

    void greet() {
        answer(new ServerMessage.Hello(parts.controlPlane().heartbeatInterval()));
        parts.timer().after(settings.identifyTimeout(), this::requireIdentified);
    }

    private void requireIdentified() {
        if (!conversation.isIdentified() && !closing.get()) {
            counters.identifyTimeouts.increment();
            end(
                    ErrorCode.NOT_AUTHENTICATED,
                    "no IDENTIFY was accepted within "
                            + settings.identifyTimeout().toMillis() + " ms");
        }
    }

    /** Deals with a frame; keeps nothing of it. */
    void receive(Frame frame) {
        if (closing.get()) {
            return;
        }
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> text(frame);
            case OpCode.BINARY -> close(CloseCode.UNSUPPORTED_DATA, "packets are text frames, not binary ones");
            case OpCode.PING -> {
                if (mayGoOn()) {
                    egress.pong(copy(frame));
                }
            }
            case OpCode.PONG -> mayGoOn();
            default -> {
                // A close frame: Jetty answers it, and the end of the connection is told by itself.
            }
        }
    }

    private static ByteBuffer copy(Frame frame) {
        ByteBuffer copy = ByteBuffer.allocate(frame.getPayloadLength());
        if (frame.hasPayload()) {
            copy.put(frame.getPayload().slice());
        }
        return copy.flip();
    }

    private void text(Frame frame) {
        int limit = conversation.isIdentified()
                ? settings.frameLimitBytes()
                : Math.min(settings.frameLimitBytes(), SignalingSettings.UNIDENTIFIED_FRAME_LIMIT_BYTES);
        try {
            assembly.add(frame, limit).ifPresent(this::packet);
        } catch (MessageAssembly.TooBig tooBig) {
            close(CloseCode.TOO_BIG, String.valueOf(tooBig.getMessage()));
        } catch (CharacterCodingException malformed) {
            close(CloseCode.INVALID_TEXT, "text frames have to be UTF-8");
        }
    }

    private void packet(String text) {
        counters.packetsIn.increment();
        conversation.inTurn(() -> dealWith(text));
    }

    private void dealWith(String text) {
        boolean mayGoOn = mayGoOn();
        try {
            ClientPacket packet = PacketCodec.decodeClient(text);
            parts.trace().in(conversation.userId(), packet.message());
            if (!mayGoOn) {
                limited(OptionalInt.of(packet.message().opcode().number()), packet.id());
            } else if (conversation.receive(packet)) {
                badInARow = 0;
            } else {
                bad();
            }
        } catch (ProtocolException wrong) {
            parts.trace().in(conversation.userId(), wrong);
            if (mayGoOn) {
                counters.badPackets.increment();
                answer(new ServerMessage.Failure(wrong.code().number(), wrong.reason(), wrong.opcode(), wrong.id()));
                bad();
            } else {
                limited(wrong.opcode(), wrong.id());
            }
        }
    }

    private boolean mayGoOn() {
        if (rate.take(System.nanoTime())) {
            excess = Math.max(0, excess - 1);
            return true;
        }
        counters.rateLimited.increment();
        excess++;
        if (excess > settings.frameBurst()) {
            close(CloseCode.POLICY_VIOLATION, "too many packets, after " + excess + " were ignored");
        }
        return false;
    }

    private void limited(OptionalInt opcode, Optional<RequestId> id) {
        answer(new ServerMessage.Failure(
                ErrorCode.RATE_LIMITED.number(),
                "more than " + settings.framesPerSecond() + " packets a second; this one was ignored",
                opcode,
                id));
    }

    private void bad() {
        badInARow++;
        if (badInARow >= settings.badPacketsInARow()) {
            close(CloseCode.POLICY_VIOLATION, badInARow + " refused packets in a row");
        }
    }

    @Override
    public void answer(ServerMessage message) {
        Parcel packet = packed(message);
        conversation.stream().ifPresentOrElse(stream -> stream.answer(packet), () -> egress.send(packet));
    }

    @Override
    public Parcel packed(ServerMessage message) {
        parts.trace().out(conversation.userId(), message);
        return message instanceof ServerMessage.Ack ack && ack.data() instanceof AckData.Listing list
                ? parts.lists().answer(ack.id(), list.channels())
                : Parcel.of(PacketCodec.encode(message));
    }

    @Override
    public void queue(Parcel packet) {
        egress.queue(packet);
    }

    @Override
    public void flush() {
        egress.flush();
    }

    @Override
    public void identified() {
        onIdentified.run();
    }

    @Override
    public void end(ErrorCode code, String reason) {
        ServerMessage last = new ServerMessage.Failure(code.number(), reason, OptionalInt.empty(), Optional.empty());
        if (!closing.get()) {
            parts.trace().out(conversation.userId(), last);
        }
        finish(Optional.of(PacketCodec.encode(last)), CloseCode.of(code), reason);
    }

    @Override
    public void giveWay() {
        close(CloseCode.of(ErrorCode.SESSION_REPLACED), "your session goes on over a newer connection");
    }

    /** Closes without a packet. */
    void close(int status, String reason) {
        finish(Optional.empty(), status, reason);
    }

    private void overflow(String reason) {
        if (!closing.get()) {
            counters.overflows.increment();
        }
        close(CloseCode.POLICY_VIOLATION, reason);
    }

    private void unfinished() {
        if (!closing.get()) {
            counters.unfinished.increment();
        }
        close(
                CloseCode.POLICY_VIOLATION,
                "too much has come of messages that are not finished, and of yours more than of others");
    }

    private void finish(Optional<EncodedPacket> last, int status, String reason) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        leave(conversation::close);
        egress.finish(last, new LingeringClose(status, reason));
        parts.timer().after(settings.closeTimeout(), socket::abort);
    }

    /** The connection is closed, unless that was done here: nothing is said to its client over it any more. */
    void closed(boolean lost) {
        leave(lost ? conversation::lost : conversation::close);
    }

    /** On a thread of its own: ends come from inside the control plane, too, which must not be called back from there. */
    private void leave(Runnable end) {
        closing.set(true);
        assembly.end();
        Thread.ofVirtual().name("session-end").start(end);
    }
}
