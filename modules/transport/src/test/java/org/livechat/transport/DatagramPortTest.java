package org.livechat.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.livechat.api.transport.DatagramHandler;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.PeerAddress;
import org.livechat.api.transport.PortSettings;

/** What every transport does alike. */
@Timeout(60)
class DatagramPortTest {
    private static final InetSocketAddress ANY = address("127.0.0.1", 0);
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    static Stream<DatagramTransport> transports() {
        return Transports.all().stream();
    }

    @ParameterizedTest
    @MethodSource("transports")
    void what_one_port_commits_another_receives(DatagramTransport transport) throws IOException {
        try (var sender = open(transport, ANY);
                var receiver = open(transport, ANY)) {
            send(sender, "one", receiver.localAddress());
            send(sender, "two", receiver.localAddress());
            List<String> received = new ArrayList<>();
            receive(receiver, 2, (buffer, offset, length, source) -> {
                assertThat(source.toSocketAddress()).isEqualTo(sender.localAddress());
                received.add(new String(buffer, offset, length, UTF_8));
            });
            assertThat(received).containsExactly("one", "two");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void what_came_together_stays_until_the_next_receive(DatagramTransport transport) throws IOException {
        try (var sender = open(transport, ANY);
                var receiver = open(transport, ANY)) {
            for (int i = 0; i < 10; i++) {
                send(sender, "datagram " + i, receiver.localAddress());
            }
            List<String> received = new ArrayList<>();
            while (received.size() < 10) {
                List<Supplier<String>> texts = new ArrayList<>();
                receiver.await(WAIT_NANOS);
                receiver.receive(
                        (buffer, offset, length, source) -> texts.add(() -> new String(buffer, offset, length, UTF_8)),
                        64);
                texts.forEach(text -> received.add(text.get()));
            }
            assertThat(received)
                    .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                            .limit(10)
                            .map(i -> "datagram " + i)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void receive_does_not_wait_and_stops_at_its_limit(DatagramTransport transport) throws IOException {
        try (var sender = open(transport, ANY);
                var receiver = open(transport, ANY)) {
            assertThat(receiver.receive((buffer, offset, length, source) -> {}, 64))
                    .isZero();
            send(sender, "one", receiver.localAddress());
            send(sender, "two", receiver.localAddress());
            receiver.await(WAIT_NANOS);
            assertThat(receiver.receive((buffer, offset, length, source) -> {}, 1))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void a_batch_longer_than_any_buffer_arrives_in_order(DatagramTransport transport) throws IOException {
        int count = 200;
        try (var sender = open(transport, ANY);
                var receiver = open(transport, ANY)) {
            var destination = PeerAddress.of(receiver.localAddress());
            for (int i = 0; i < count; i++) {
                write(sender, "%03d".formatted(i).repeat(300));
                sender.commit(900, destination);
            }
            sender.flush();
            List<String> received = new ArrayList<>();
            receive(receiver, count, (buffer, offset, length, source) -> {
                assertThat(length).isEqualTo(900);
                received.add(new String(buffer, offset, 3, UTF_8));
            });
            assertThat(received)
                    .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                            .limit(count)
                            .map("%03d"::formatted)
                            .toList());
            assertThat(sender.sendFailures()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void lengths_and_destinations_may_change_from_one_to_the_next(DatagramTransport transport) throws IOException {
        try (var sender = open(transport, ANY);
                var left = open(transport, ANY);
                var right = open(transport, ANY)) {
            var toLeft = PeerAddress.of(left.localAddress());
            var toRight = PeerAddress.of(right.localAddress());
            for (String text : List.of("aaaa", "bbbb", "cc", "dddd", "eeeeee", "", "f")) {
                write(sender, text);
                sender.commit(text.length(), toLeft);
            }
            for (String text : List.of("xx", "yy")) {
                write(sender, text);
                sender.commit(2, toRight);
            }
            write(sender, "last");
            sender.commit(4, toLeft);
            sender.flush();
            List<String> onTheLeft = new ArrayList<>();
            receive(
                    left,
                    8,
                    (buffer, offset, length, source) -> onTheLeft.add(new String(buffer, offset, length, UTF_8)));
            List<String> onTheRight = new ArrayList<>();
            receive(
                    right,
                    2,
                    (buffer, offset, length, source) -> onTheRight.add(new String(buffer, offset, length, UTF_8)));
            assertThat(onTheLeft).containsExactly("aaaa", "bbbb", "cc", "dddd", "eeeeee", "", "f", "last");
            assertThat(onTheRight).containsExactly("xx", "yy");
            // aaaa bbbb cc | dddd | eeeeee | (empty) | f | xx yy | last
            assertThat(sender.messagesSent()).isEqualTo(transport.name().equals("linux") ? 7 : 10);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void a_datagram_that_cannot_be_sent_is_counted_and_stops_no_other(DatagramTransport transport) throws IOException {
        try (var sender = open(transport, ANY);
                var receiver = open(transport, ANY)) {
            var destination = PeerAddress.of(receiver.localAddress());
            write(sender, "before");
            sender.commit(6, destination);
            // Port 0 is nobody's: the system refuses it.
            sender.commit(6, PeerAddress.of(address("127.0.0.1", 0)));
            // A port of IPv4 reaches no IPv6 address.
            sender.commit(6, PeerAddress.of(address("::1", 9)));
            write(sender, "behind");
            sender.commit(6, destination);
            sender.flush();
            List<String> received = new ArrayList<>();
            receive(
                    receiver,
                    2,
                    (buffer, offset, length, source) -> received.add(new String(buffer, offset, length, UTF_8)));
            assertThat(received).containsExactly("before", "behind");
            assertThat(sender.sendFailures()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void the_wildcard_address_receives_from_both_families(DatagramTransport transport) throws IOException {
        assumeTrue(hasIpv6Loopback(), "this machine has no ::1");
        try (var port = open(transport, address("0.0.0.0", 0));
                var four = open(transport, ANY);
                var six = open(transport, address("::1", 0))) {
            int number = port.localAddress().getPort();
            send(four, "four", address("127.0.0.1", number));
            send(six, "six", address("::1", number));
            List<PeerAddress> sources = new ArrayList<>();
            Set<String> texts = new HashSet<>();
            receive(port, 2, (buffer, offset, length, source) -> {
                sources.add(source);
                texts.add(new String(buffer, offset, length, UTF_8));
            });
            assertThat(texts).containsExactlyInAnyOrder("four", "six");
            assertThat(sources)
                    .extracting(PeerAddress::toSocketAddress)
                    .containsExactlyInAnyOrder(four.localAddress(), six.localAddress());
            for (PeerAddress source : sources) {
                write(port, "answer");
                port.commit(6, source);
            }
            port.flush();
            receive(four, 1, (buffer, offset, length, source) -> {});
            receive(six, 1, (buffer, offset, length, source) -> {});
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void one_sender_reaches_one_of_the_ports_that_share(DatagramTransport transport) throws IOException {
        assumeTrue(transport.canShare(), transport.name() + " cannot share a port here");
        try (var first = transport.open(new PortSettings(ANY, 1 << 18, true, true));
                var second = transport.open(new PortSettings(first.localAddress(), 1 << 18, true, true))) {
            Set<DatagramPort> used = new HashSet<>();
            for (int i = 0; i < 32; i++) {
                try (var sender = open(transport, ANY)) {
                    Set<DatagramPort> receivers = new HashSet<>();
                    for (int j = 0; j < 3; j++) {
                        send(sender, "x", first.localAddress());
                        receivers.add(receiverOf(first, second));
                    }
                    assertThat(receivers).hasSize(1);
                    used.addAll(receivers);
                }
            }
            assertThat(used).containsExactlyInAnyOrder(first, second);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void wake_up_ends_a_wait_that_comes_later(DatagramTransport transport) throws IOException {
        try (var port = open(transport, ANY)) {
            port.wakeUp();
            port.wakeUp();
            port.await(TimeUnit.MINUTES.toNanos(10));
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void every_wake_up_of_another_thread_is_noticed(DatagramTransport transport) throws Exception {
        try (var port = open(transport, ANY)) {
            var asked = new AtomicInteger();
            var waker = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    asked.incrementAndGet();
                    port.wakeUp();
                    while (asked.get() > 0) {
                        Thread.onSpinWait();
                    }
                }
            });
            while (waker.isAlive()) {
                port.await(TimeUnit.MILLISECONDS.toNanos(100));
                asked.set(0);
            }
            waker.join();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void a_wait_ends_when_its_time_is_over(DatagramTransport transport) throws IOException {
        try (var port = open(transport, ANY)) {
            long begun = System.nanoTime();
            port.await(TimeUnit.MICROSECONDS.toNanos(1500));
            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(TimeUnit.MICROSECONDS.toNanos(1500));
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void a_port_in_use_is_refused(DatagramTransport transport) throws IOException {
        try (var port = open(transport, ANY)) {
            assertThatThrownBy(() -> open(transport, port.localAddress()))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("in use");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void an_address_of_another_machine_is_refused(DatagramTransport transport) {
        assertThatThrownBy(() -> open(transport, address("192.0.2.1", 0)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("assign requested address");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void the_receive_buffer_tells_what_the_kernel_gave(DatagramTransport transport) throws IOException {
        try (var port = open(transport, ANY)) {
            assertThat(port.receiveBufferBytes()).isGreaterThanOrEqualTo(1 << 17);
        }
    }

    private static DatagramPort receiverOf(DatagramPort first, DatagramPort second) {
        while (true) {
            for (DatagramPort port : List.of(first, second)) {
                if (port.receive((buffer, offset, length, source) -> {}, 1) > 0) {
                    return port;
                }
            }
            first.await(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static DatagramPort open(DatagramTransport transport, InetSocketAddress address) throws IOException {
        return transport.open(PortSettings.of(address, 1 << 20));
    }

    private static void receive(DatagramPort port, int count, DatagramHandler handler) {
        int left = count;
        while (left > 0) {
            port.await(WAIT_NANOS);
            int received = port.receive(handler, left);
            assertThat(received).as("datagrams before the time was over").isPositive();
            left -= received;
        }
    }

    private static void send(DatagramPort port, String text, InetSocketAddress destination) {
        write(port, text);
        port.commit(text.length(), PeerAddress.of(destination));
        port.flush();
    }

    private static void write(DatagramPort port, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, port.slotBuffer(), port.slotOffset(), bytes.length);
    }

    private static boolean hasIpv6Loopback() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.isLoopbackAddress() && address instanceof Inet6Address);
    }

    private static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    }
}
