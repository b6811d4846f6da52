package org.livechat.rtc.dtls;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A client and a server joined in memory by a network that may lose and reorder. */
final class PeerPair {
    static final Duration LIMIT = Duration.ofSeconds(10);

    final DtlsIdentity serverIdentity = DtlsIdentity.generate();
    final DtlsIdentity clientIdentity = DtlsIdentity.generate();
    final CompletableFuture<DtlsOutcome> serverOutcome = new CompletableFuture<>();
    final CompletableFuture<DtlsOutcome> clientOutcome = new CompletableFuture<>();
    DtlsHandshake server;
    DtlsHandshake client;

    /** Whether a record towards the server is lost. */
    volatile Predicate<byte[]> lostToServer = datagram -> false;
    /** Whether a record towards the client is lost. */
    volatile Predicate<byte[]> lostToClient = datagram -> false;

    PeerPair() {
        this(LIMIT);
    }

    PeerPair(Duration limit) {
        server = DtlsHandshake.server(
                serverIdentity, List.of(clientIdentity.fingerprint()), limit, this::toClient, serverOutcome::complete);
        client = DtlsHandshake.client(
                clientIdentity, List.of(serverIdentity.fingerprint()), limit, this::toServer, clientOutcome::complete);
    }

    void toClient(byte[] buffer, int offset, int length) {
        deliver(client, lostToClient, buffer, offset, length);
    }

    void toServer(byte[] buffer, int offset, int length) {
        deliver(server, lostToServer, buffer, offset, length);
    }

    /** Each record as a datagram of its own, as some stacks send them. */
    private static void deliver(DtlsHandshake to, Predicate<byte[]> lost, byte[] buffer, int offset, int length) {
        var end = offset + length;
        for (var at = offset; at < end; ) {
            var next = at + 13 + (((buffer[at + 11] & 0xFF) << 8) | (buffer[at + 12] & 0xFF));
            if (!lost.test(Arrays.copyOfRange(buffer, at, next))) {
                to.offer(buffer, at, next - at);
            }
            at = next;
        }
    }

    PeerPair start() {
        Thread.ofVirtual().start(server);
        Thread.ofVirtual().start(client);
        return this;
    }

    SrtpKeys serverKeys() {
        return ((DtlsOutcome.Established) serverOutcome.join()).keys();
    }

    SrtpKeys clientKeys() {
        return ((DtlsOutcome.Established) clientOutcome.join()).keys();
    }

    /** Loses a share of datagrams and delays another until some later one has passed. */
    static DatagramSender unreliable(DatagramSender next, long seed, double lost, double late) {
        var random = new Random(seed);
        Deque<byte[]> delayed = new ArrayDeque<>();
        return (buffer, offset, length) -> {
            if (random.nextDouble() < lost) {
                return;
            }
            if (random.nextDouble() < late) {
                delayed.add(Arrays.copyOfRange(buffer, offset, offset + length));
                return;
            }
            next.send(buffer, offset, length);
            for (var datagram = delayed.poll(); datagram != null; datagram = delayed.poll()) {
                next.send(datagram, 0, datagram.length);
            }
        };
    }
}
