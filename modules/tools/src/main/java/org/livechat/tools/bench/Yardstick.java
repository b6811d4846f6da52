package org.livechat.tools.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.livechat.api.media.MediaKind;
import org.livechat.client.ArrivedPacket;
import org.livechat.client.LoopListener;
import org.livechat.client.LoopPeer;
import org.livechat.client.MediaKey;
import org.livechat.client.OfferedTrack;
import org.livechat.client.PeerLoop;
import org.livechat.client.SendingTrack;
import org.livechat.client.SrtpChoice;
import org.livechat.tools.CommandFailed;

/** The C program of bench/native in the server's place: the same traffic through it, to as many receivers. */
final class Yardstick implements AutoCloseable {
    private static final int PAYLOAD_TYPE = 111;
    private static final int MOST_OFFSET = 1 << 15;
    private static final String MID = "0";

    private final Process process;
    private final Writer input;
    private final PeerLoop loop;
    private final Load load;

    /** Listens for nothing but packets. */
    private record Receiver(Reception reception) implements LoopListener {
        @Override
        public void received(ArrivedPacket packet) {
            reception.received(packet);
        }
    }

    private Yardstick(Process process, Writer input, PeerLoop loop, Load load) {
        this.process = process;
        this.input = input;
        this.loop = loop;
        this.load = load;
    }

    /**
     * Starts the program.
     *
     * @param target whose options of cipher and receivers hold here too
     * @param seconds after which it ends by itself, whatever happens here
     */
    static Yardstick start(
            Path program,
            TargetOptions target,
            boolean segments,
            boolean video,
            int receivers,
            int payloadBytes,
            long seconds) {
        SrtpChoice choice = target.cipher();
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--cipher",
                choice == SrtpChoice.CM ? "cm" : "gcm",
                "--seconds",
                Long.toString(seconds)));
        if (segments) {
            command.add("--gso");
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return setUp(process, PeerLoop.start(choice, target.wakeful), choice, video, receivers, payloadBytes);
        } catch (IOException e) {
            throw CommandFailed.wrongUsage("the yardstick does not run: " + e.getMessage());
        }
    }

    private static Yardstick setUp(
            Process process, PeerLoop loop, SrtpChoice choice, boolean video, int receivers, int payloadBytes)
            throws IOException {
        SecureRandom random = new SecureRandom();
        Tally tally = new Tally();
        List<LoopPeer> peers = new ArrayList<>();
        List<MediaKey> keys = new ArrayList<>();
        Writer input = process.outputWriter(StandardCharsets.US_ASCII);
        MediaKey talkerKey = MediaKey.random(choice, random);
        input.write("in " + talkerKey.hex() + "\n");
        for (int i = 0; i < receivers; i++) {
            LoopPeer peer = loop.peer(new Receiver(new Reception(tally)));
            MediaKey key = MediaKey.random(choice, random);
            peers.add(peer);
            keys.add(key);
            input.write(String.join(
                            " ",
                            "out",
                            "127.0.0.1",
                            Integer.toString(peer.localAddress().getPort()),
                            key.hex(),
                            Integer.toUnsignedString(random.nextInt()),
                            Integer.toString(random.nextInt(MOST_OFFSET)),
                            Integer.toUnsignedString(random.nextInt()))
                    + "\n");
        }
        input.write("go\n");
        input.flush();
        InetSocketAddress port = new InetSocketAddress(InetAddress.getLoopbackAddress(), ready(process));
        for (int i = 0; i < receivers; i++) {
            peers.get(i).connect(port, Map.of(), keys.get(i), keys.get(i)).join();
        }
        LoopPeer talker = loop.peer(new Receiver(new Reception(tally)));
        talker.offer(List.of(OfferedTrack.both(MID, video ? MediaKind.VIDEO : MediaKind.AUDIO)));
        talker.connect(port, Map.of(MID, PAYLOAD_TYPE), talkerKey, talkerKey).join();
        SendingTrack track = talker.sending(MID).orElseThrow();
        Source source = new Source(0, video, payloadBytes, track, () -> receivers);
        tally.add(source);
        Load load = new Load("yardstick", OptionalLong.of(process.pid()), List.of(source), tally, () -> {});
        return new Yardstick(process, input, loop, load);
    }

    private static int ready(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String line = output.readLine();
        if (line == null || !line.startsWith("ready ")) {
            throw new IOException("it ended before it was ready");
        }
        return Integer.parseInt(line.substring("ready ".length()));
    }

    Load load() {
        return load;
    }

    /** Ends the program by closing its input. */
    @Override
    public void close() {
        try {
            loop.close();
            input.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
