package org.livechat.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NioDatagramPortTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Test
    void what_one_port_commits_another_receives() throws IOException {
        try (var sender = NioDatagramPort.open(ANY, 1 << 18);
                var receiver = NioDatagramPort.open(ANY, 1 << 18)) {
            send(sender, "one", receiver.localAddress());
            send(sender, "two", receiver.localAddress());
            List<String> received = new ArrayList<>();
            while (received.size() < 2) {
                receiver.await(WAIT_NANOS);
                receiver.receive(
                        (buffer, offset, length, source) -> {
                            assertThat(source).isEqualTo(sender.localAddress());
                            received.add(new String(buffer, offset, length, UTF_8));
                        },
                        64);
            }
            assertThat(received).containsExactly("one", "two");
        }
    }

    @Test
    void receive_does_not_wait_and_stops_at_its_limit() throws IOException {
        try (var sender = NioDatagramPort.open(ANY, 1 << 18);
                var receiver = NioDatagramPort.open(ANY, 1 << 18)) {
            assertThat(receiver.receive((buffer, offset, length, source) -> {}, 64))
                    .isZero();
            send(sender, "one", receiver.localAddress());
            send(sender, "two", receiver.localAddress());
            receiver.await(WAIT_NANOS);
            assertThat(receiver.receive((buffer, offset, length, source) -> {}, 1))
                    .isEqualTo(1);
        }
    }

    @Test
    void wake_up_ends_a_wait_that_comes_later() throws IOException {
        try (var port = NioDatagramPort.open(ANY, 1 << 18)) {
            port.wakeUp();
            port.await(TimeUnit.MINUTES.toNanos(10));
        }
    }

    @Test
    void a_port_in_use_is_refused() throws IOException {
        try (var port = NioDatagramPort.open(ANY, 1 << 18)) {
            assertThatThrownBy(() -> NioDatagramPort.open(port.localAddress(), 1 << 18))
                    .isInstanceOf(BindException.class);
        }
    }

    private static void send(DatagramPort port, String text, InetSocketAddress destination) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, port.slotBuffer(), port.slotOffset(), bytes.length);
        port.commit(bytes.length, destination);
        port.flush();
    }
}
