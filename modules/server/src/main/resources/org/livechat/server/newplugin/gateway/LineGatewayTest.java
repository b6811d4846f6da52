package {{package}};

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.livechat.api.Credential;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;
import org.livechat.api.control.ControlPlane;
import org.livechat.api.control.Event;
import org.livechat.api.control.Outbox;
import org.livechat.api.control.Session;
import org.livechat.api.gateway.Admission;
import org.livechat.api.gateway.GatewayContext;
import org.livechat.api.metrics.MetricRegistry;
import org.livechat.api.part.Settings;

/** The gateway over real sockets, without a server. Run with assertions on; ends with an exit code other than 0 when one fails. */
final class LineGatewayTest {
    private LineGatewayTest() {}

    public static void main(String[] arguments) throws IOException {
        var provider = new LineGatewayProvider();
        GatewayContext context = Stub.of(
                GatewayContext.class,
                Map.of(
                        "settings", Settings.of(provider.settings(), Map.of("port", "0")),
                        "metrics", Stub.of(MetricRegistry.class, Map.of()),
                        "admission", (Admission) (userId, token, peer) -> admitted(userId, token),
                        "control", new Control()));
        try (var gateway = (LineGateway) provider.create(context)) {
            gateway.start();
            a_member_talks(gateway.port());
            a_stranger_is_told_why(gateway.port());
            an_endless_line_is_cut(gateway.port());
        }
    }

    private static void a_member_talks(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in = reader(socket);
            write(socket, "LOGIN ann right\r\nJOIN CH_0001\nTALK CH_0001\nDANCE\n");
            assert in.readLine().equals("OK");
            assert in.readLine().equals("OK");
            assert in.readLine().equals("FLOOR_GRANTED CH_0001 30000");
            assert in.readLine().equals("OK");
            assert in.readLine().equals("ERROR 1003 there is no request DANCE");
        }
    }

    private static void a_stranger_is_told_why(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in = reader(socket);
            write(socket, "LOGIN ann wrong\n");
            assert in.readLine().equals("ERROR 1001 not that token");
            assert in.readLine() == null;
        }
    }

    private static void an_endless_line_is_cut(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            BufferedReader in = reader(socket);
            write(socket, "x".repeat(5000));
            assert in.readLine() == null;
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        return new BufferedReader(new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Credential admitted(String userId, String token) {
        if (!token.equals("right")) {
            throw new RequestRefused(ErrorCode.INVALID_TOKEN, "not that token");
        }
        return new Credential(userId, 100, Set.of());
    }

    /** Grants the floor to everyone. */
    private static final class Control implements ControlPlane {
        @Override
        public Session open(Credential credential, int priority, Outbox outbox) {
            return (Session) java.lang.reflect.Proxy.newProxyInstance(
                    Session.class.getClassLoader(), new Class<?>[] {Session.class}, (self, method, arguments) -> {
                        if (method.getName().equals("requestFloor")) {
                            outbox.send(new Event.FloorGranted((String) arguments[0], credential.userId(), Duration.ofSeconds(30)));
                        }
                        return null;
                    });
        }

        @Override
        public Duration heartbeatInterval() {
            return Duration.ofSeconds(30);
        }

        @Override
        public int messageLimitBytes() {
            return 2000;
        }

        @Override
        public java.util.List<org.livechat.api.control.ChannelSummary> channels() {
            return java.util.List.of();
        }

        @Override
        public java.util.Optional<org.livechat.api.control.ChannelDetail> channel(String channelId) {
            return java.util.Optional.empty();
        }

        @Override
        public void close() {}
    }
}
