package {{package}};

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.FloorIndicator;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.Event;
import org.livechat.api.control.JoinRequest;
import org.livechat.api.control.Outbox;
import org.livechat.api.control.Session;
import org.livechat.api.gateway.GatewayContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. A request is a line: {@code LOGIN user token} first, then {@code JOIN}, {@code LEAVE}, {@code TALK},
 * {@code STOP} and {@code SAY} with a channel, and {@code PING} while there is nothing else to say. Lines come back:
 * {@code OK}, {@code ERROR number reason}, or what happens in a channel.
 *
 * <p>What a stranger can have it hold is bounded: a line, the lines that wait to be taken, the time without a word.
 */
final class LineClient implements Outbox {
    private static final Logger log = LoggerFactory.getLogger("{{name}}");
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_WAITING = 256;
    private static final Duration TO_LOG_IN = Duration.ofSeconds(10);
    private static final Duration TO_TAKE_THE_LAST = Duration.ofSeconds(5);
    private static final int DEFAULT_PRIORITY = 100;
    private static final String END = "";

    private final GatewayContext context;
    private final Socket socket;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    LineClient(GatewayContext context, Socket socket) {
        this.context = context;
        this.socket = socket;
    }

    /** Serves it until it goes. */
    void serve() {
        Thread writer = Thread.ofVirtual().start(this::write);
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            socket.setSoTimeout((int) TO_LOG_IN.toMillis());
            Session session = logIn(words(line(in)));
            try {
                // Who says nothing for that long is ended by the control plane anyway.
                socket.setSoTimeout((int) context.control().heartbeatInterval().multipliedBy(4).toMillis());
                say("OK");
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    session.heartbeat();
                    answer(session, words(line));
                }
            } finally {
                session.close();
            }
        } catch (RequestRefused e) {
            end(e.code(), e.reason());
        } catch (IOException e) {
            log.debug("A client is gone", e);
        } finally {
            finish(writer);
        }
    }

    /** Lets it take what waits, for a few seconds. */
    private void finish(Thread writer) {
        boolean isDone = false;
        try {
            isDone = waiting.offer(END) && writer.join(TO_TAKE_THE_LAST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!isDone) {
            cut();
        }
    }

    private Session logIn(String[] words) {
        if (words.length != 3 || !words[0].equals("LOGIN")) {
            throw new RequestRefused(ErrorCode.NOT_AUTHENTICATED, "the first line has to be: LOGIN user token");
        }
        Credential credential = context.admission().admit(words[1], words[2], Optional.of(socket.getInetAddress()));
        return context.control().open(credential, Math.min(DEFAULT_PRIORITY, credential.priorityCeiling()), this);
    }

    private void answer(Session session, String[] words) {
        try {
            String channel = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "PING" -> {}
                case "JOIN" -> session.join(new JoinRequest(channel, 1, Optional.empty(), false));
                case "LEAVE" -> session.leave(channel);
                case "TALK" -> session.requestFloor(channel, OptionalInt.empty(), FloorIndicator.NORMAL);
                case "STOP" -> session.releaseFloor(channel);
                case "SAY" -> session.postMessage(channel, words.length > 2 ? words[2] : "");
                default -> throw new RequestRefused(ErrorCode.UNKNOWN_OPCODE, "there is no request " + words[0]);
            }
            say("OK");
        } catch (RequestRefused e) {
            say("ERROR " + e.code().number() + " " + e.reason());
        }
    }

    private static String[] words(String line) {
        return line.strip().split(" +", 3);
    }

    /** The next line; empty at the end. Longer ones end the connection. */
    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n' && bytes.size() > 0) {
                break;
            }
            if (next != '\n' && next != '\r') {
                bytes.write(next);
            }
            if (bytes.size() > LONGEST_LINE) {
                throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Called under locks of the control plane: queues, and never waits. */
    @Override
    public void send(Event event) {
        switch (event) {
            case Event.FloorGranted granted -> say("FLOOR_GRANTED " + granted.channelId() + " " + granted.duration().toMillis());
            case Event.FloorDenied denied -> say("FLOOR_DENIED " + denied.channelId() + " " + denied.reason());
            case Event.FloorTaken taken -> say("FLOOR_TAKEN " + taken.channelId() + " " + taken.userId());
            case Event.FloorQueued queued -> say("FLOOR_QUEUED " + queued.channelId() + " " + queued.position());
            case Event.FloorRevoked revoked ->
                say("FLOOR_REVOKED " + revoked.channelId() + " " + revoked.cause().name().toLowerCase(Locale.ROOT));
            case Event.FloorIdle idle -> say("FLOOR_IDLE " + idle.channelId());
            case Event.MemberJoined joined -> say("JOINED " + joined.channelId() + " " + joined.member().userId());
            case Event.MemberLeft left -> say("LEFT " + left.channelId() + " " + left.member().userId());
            case Event.MessagePosted said -> say("SAID " + said.channelId() + " " + said.authorId() + " " + said.content());
            // What lines of text have no use for, and what later versions of livechat may have.
            default -> log.trace("Not told: {}", event);
        }
    }

    @Override
    public void end(ErrorCode code, String reason) {
        say("ERROR " + code.number() + " " + reason);
        if (!waiting.offer(END)) {
            cut();
        }
    }

    // One who does not take its lines is cut, and nobody else waits. What others wrote is one line here, whatever is in it.
    private void say(String line) {
        if (!waiting.offer(line.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " "))) {
            cut();
        }
    }

    private void write() {
        try (socket;
                OutputStream out = socket.getOutputStream()) {
            for (String line = waiting.take(); !line.equals(END); line = waiting.take()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            log.debug("A client takes no more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connection; its thread then ends the session. */
    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("A socket did not close", e);
        }
    }
}
