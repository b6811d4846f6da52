package org.livechat.signaling;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.Session;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ClientMessage.Heartbeat;
import org.livechat.protocol.ClientMessage.Identify;
import org.livechat.protocol.ClientMessage.Resume;
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

    private record Identified(SessionStream stream) implements Stage {}

    private record Ended(boolean lost) implements Stage {}

    private static final Stage UNIDENTIFIED = new Unidentified();

    /** The connection, as what is said on it needs it. */
    interface Line extends SessionStream.Carrier {
        /** Queues an answer. */
        void answer(ServerMessage message);

        /** What is queued for a packet. */
        Parcel packed(ServerMessage message);

        /** The client has identified. */
        void identified();
    }

    private final GatewayParts parts;
    private final SignalingCounters counters;
    private final Optional<InetAddress> peer;
    private final Line line;
    private final AtomicReference<Stage> stage = new AtomicReference<>(UNIDENTIFIED);

    /** @param peer who guesses, where tokens are wrong */
    Conversation(GatewayParts parts, Optional<InetAddress> peer, Line line) {
        this.parts = parts;
        this.counters = parts.counters();
        this.peer = peer;
        this.line = line;
    }

    /** Deals with a packet, where its client is still heard here. */
    void inTurn(Runnable deal) {
        switch (stage.get()) {
            case Identified(SessionStream stream) -> stream.inTurn(line, deal);
            case Unidentified _ -> deal.run();
            case Ended _ -> {}
        }
    }

    /** Whose packets these are; empty before the client has identified. */
    Optional<SessionStream> stream() {
        return stage.get() instanceof Identified(SessionStream stream) ? Optional.of(stream) : Optional.empty();
    }

    /**
     * Carries out and answers a packet.
     *
     * @return whether the client may go on like this; false when it was refused for want of authentication
     */
    boolean receive(ClientPacket packet) {
        ClientMessage message = packet.message();
        Optional<SessionStream> held = stream().filter(_ -> isAnsweredBeforeItsEvents(message));
        held.ifPresent(SessionStream::hold);
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
            held.ifPresent(SessionStream::release);
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
                    ClientMessage.TrackSelect _,
                    ClientMessage.History _,
                    ClientMessage.IceServersRequest _ -> true;
        };
    }

    private void answer(ClientPacket packet) {
        switch (packet.message()) {
            case Heartbeat _ -> {
                stream().map(SessionStream::session).ifPresent(Session::heartbeat);
                line.answer(new ServerMessage.HeartbeatAck());
            }
            case Identify identify -> identify(identify);
            case ClientMessage.Request request -> {
                Session session = stream()
                        .orElseThrow(() -> new RequestRefused(
                                ErrorCode.NOT_AUTHENTICATED,
                                request.opcode() + " before READY; only HEARTBEAT and IDENTIFY are allowed"))
                        .session();
                Opcode opcode = request.opcode();
                Requests.perform(session, request, parts.lists())
                        .ifPresent(data -> line.answer(new ServerMessage.Ack(opcode, data, packet.id())));
            }
        }
    }

    private void identify(Identify identify) {
        if (stage.get() instanceof Identified(SessionStream stream)) {
            throw new RequestRefused(
                    ErrorCode.ALREADY_IDENTIFIED,
                    "this connection speaks for " + stream.userId() + " already; open another one");
        }
        Credential credential = credential(identify);
        SessionStream stream = identify.resume()
                .flatMap(resume -> resumed(resume, credential))
                .orElseGet(() -> opened(identify, credential));
        if (stage.compareAndSet(UNIDENTIFIED, new Identified(stream))) {
            line.identified();
        } else if (stage.get() instanceof Ended(boolean lost) && lost) {
            stream.lost(line, peer);
        } else {
            stream.closed(line);
        }
    }

    private Optional<SessionStream> resumed(Resume resume, Credential credential) {
        Optional<SessionStream> stream = parts.streams()
                .find(resume.sessionId())
                .filter(there -> there.resume(
                        resume, credential, line, taken -> line.packed(ready(there, OptionalLong.of(taken)))));
        (stream.isPresent() ? counters.resumed : counters.notResumed).increment();
        return stream;
    }

    private SessionStream opened(Identify identify, Credential credential) {
        SessionStream stream = SessionStream.open(parts, credential, identify);
        line.answer(ready(stream, OptionalLong.empty()));
        stream.carriedBy(line);
        return stream;
    }

    private ServerMessage ready(SessionStream stream, OptionalLong resumed) {
        return new ServerMessage.Ready(
                stream.session().id(),
                stream.userId(),
                OptionalInt.of(parts.controlPlane().messageLimitBytes()),
                Optional.of(parts.controlPlane().resumeTimeout()).filter(Duration::isPositive),
                resumed,
                stream.session().iceServers());
    }

    private Credential credential(Identify identify) {
        try {
            // Who names its own session with the token that opened it guesses nothing, and is let in though others of
            // its network do.
            return parts.admission()
                    .admit(identify.userId(), identify.token(), namesOwnSession(identify) ? Optional.empty() : peer);
        } catch (RequestRefused refused) {
            if (refused.code() == ErrorCode.INVALID_TOKEN) {
                counters.refusedTokens.increment();
            } else if (refused.code() == ErrorCode.RATE_LIMITED) {
                counters.lockedOut.increment();
            }
            throw refused;
        }
    }

    private boolean namesOwnSession(Identify identify) {
        return identify.resume()
                .flatMap(resume -> parts.streams().find(resume.sessionId()))
                .filter(stream -> stream.userId().equals(identify.userId()) && stream.wasOpenedWith(identify.token()))
                .isPresent();
    }

    private void fail(ClientPacket packet, ErrorCode code, String reason) {
        OptionalInt opcode = OptionalInt.of(packet.message().opcode().number());
        line.answer(new ServerMessage.Failure(code.number(), reason, opcode, packet.id()));
    }

    /** Who speaks here, once that is known. */
    Optional<String> userId() {
        return stream().map(SessionStream::userId);
    }

    boolean isIdentified() {
        return stage.get() instanceof Identified;
    }

    /** The connection was lost, and with it what was on the way. May wait for locks of the control plane. */
    void lost() {
        end(true).ifPresent(stream -> stream.lost(line, peer));
    }

    /** One of both sides has closed the connection. May wait for locks of the control plane. */
    void close() {
        end(false).ifPresent(stream -> stream.closed(line));
    }

    private Optional<SessionStream> end(boolean lost) {
        return stage.getAndSet(new Ended(lost)) instanceof Identified(SessionStream stream)
                ? Optional.of(stream)
                : Optional.empty();
    }
}
