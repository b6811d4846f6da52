package org.livechat.signaling;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.Outbox;
import org.livechat.api.control.Session;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ClientMessage.Heartbeat;
import org.livechat.protocol.ClientMessage.Identify;
import org.livechat.protocol.ClientPacket;
import org.livechat.protocol.Opcode;
import org.livechat.protocol.ServerMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on one connection: first who the client is, then its requests. Packets come one at a time; the end of the
 * connection may come from any thread at any time.
 */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private sealed interface Stage {}

    private record Unidentified() implements Stage {}

    private record Identified(Session session) implements Stage {}

    private record Ended() implements Stage {}

    private static final Stage UNIDENTIFIED = new Unidentified();

    /** Where answers go. */
    interface Answers {
        /** Queues an answer. */
        void answer(ServerMessage message);

        /** From here on events wait behind the answer. */
        void hold();

        /** The answer is queued. */
        void release();

        /** The client has identified. */
        void identified();
    }

    private final GatewayParts parts;
    private final SignalingCounters counters;
    private final Optional<InetAddress> peer;
    private final Outbox outbox;
    private final Answers answers;
    private final AtomicReference<Stage> stage = new AtomicReference<>(UNIDENTIFIED);

    /** @param peer who guesses, where tokens are wrong */
    Conversation(GatewayParts parts, Optional<InetAddress> peer, Outbox outbox, Answers answers) {
        this.parts = parts;
        this.counters = parts.counters();
        this.peer = peer;
        this.outbox = outbox;
        this.answers = answers;
    }

    /**
     * Carries out and answers a packet.
     *
     * @return whether the client may go on like this; false when it was refused for want of authentication
     */
    boolean receive(ClientPacket packet) {
        ClientMessage message = packet.message();
        boolean held = isAnsweredBeforeItsEvents(message);
        if (held) {
            answers.hold();
        }
        try {
            answer(packet);
            return true;
        } catch (RequestRefused refusal) {
            fail(packet, refusal.code(), refusal.reason());
            return !isOfStrangers(refusal.code());
        } catch (RuntimeException bug) {
            counters.internalErrors.increment();
            LOG.error("{} failed", message.opcode(), bug);
            fail(packet, ErrorCode.INTERNAL, "the server failed to do this; its operator finds the reason in the log");
            return true;
        } finally {
            if (held) {
                answers.release();
            }
        }
    }

    private boolean isOfStrangers(ErrorCode code) {
        return code == ErrorCode.NOT_AUTHENTICATED
                || code == ErrorCode.INVALID_TOKEN
                || (code == ErrorCode.RATE_LIMITED && !isIdentified());
    }

    // Events of a channel that is being left belong before its ACK. Floor requests and messages have no ACK: their
    // events are the answer, and GRANTED must not wait until everyone in the channel has been sent TAKEN.
    private static boolean isAnsweredBeforeItsEvents(ClientMessage message) {
        return switch (message) {
            case ClientMessage.ChannelLeave _,
                    ClientMessage.FloorRequest _,
                    ClientMessage.FloorRelease _,
                    ClientMessage.FloorPing _,
                    ClientMessage.MessageCreate _ -> false;
            case Heartbeat _,
                    Identify _,
                    ClientMessage.ChannelCreate _,
                    ClientMessage.ChannelJoin _,
                    ClientMessage.ChannelUpdate _,
                    ClientMessage.ChannelDelete _,
                    ClientMessage.ChannelList _,
                    ClientMessage.ChannelInfo _,
                    ClientMessage.Renegotiate _,
                    ClientMessage.TrackSelect _ -> true;
        };
    }

    private void answer(ClientPacket packet) {
        switch (packet.message()) {
            case Heartbeat _ -> {
                if (stage.get() instanceof Identified(Session session)) {
                    session.heartbeat();
                }
                answers.answer(new ServerMessage.HeartbeatAck());
            }
            case Identify identify -> identify(identify);
            case ClientMessage.Request request -> {
                if (!(stage.get() instanceof Identified(Session session))) {
                    throw new RequestRefused(
                            ErrorCode.NOT_AUTHENTICATED,
                            request.opcode() + " before READY; only HEARTBEAT and IDENTIFY are allowed");
                }
                Opcode opcode = request.opcode();
                Requests.perform(session, request)
                        .ifPresent(data -> answers.answer(new ServerMessage.Ack(opcode, data, packet.id())));
            }
        }
    }

    private void identify(Identify identify) {
        if (stage.get() instanceof Identified(Session session)) {
            throw new RequestRefused(
                    ErrorCode.ALREADY_IDENTIFIED,
                    "this connection speaks for " + session.userId() + " already; open another one");
        }
        Session session = parts.controlPlane().open(credential(identify), identify.priority(), outbox);
        var limit = OptionalInt.of(parts.controlPlane().messageLimitBytes());
        answers.answer(new ServerMessage.Ready(session.id(), session.userId(), limit));
        if (stage.compareAndSet(UNIDENTIFIED, new Identified(session))) {
            answers.identified();
        } else {
            session.close();
        }
    }

    private Credential credential(Identify identify) {
        try {
            return parts.admission().admit(identify.userId(), identify.token(), peer);
        } catch (RequestRefused refused) {
            if (refused.code() == ErrorCode.INVALID_TOKEN) {
                counters.refusedTokens.increment();
            }
            throw refused;
        }
    }

    private void fail(ClientPacket packet, ErrorCode code, String reason) {
        OptionalInt opcode = OptionalInt.of(packet.message().opcode().number());
        answers.answer(new ServerMessage.Failure(code.number(), reason, opcode, packet.id()));
    }

    /** Who speaks here, once that is known. */
    Optional<String> userId() {
        return stage.get() instanceof Identified(Session session) ? Optional.of(session.userId()) : Optional.empty();
    }

    boolean isIdentified() {
        return stage.get() instanceof Identified;
    }

    /** The connection is gone. May wait for locks of the control plane. */
    void close() {
        if (stage.getAndSet(new Ended()) instanceof Identified(Session session)) {
            session.close();
        }
    }
}
