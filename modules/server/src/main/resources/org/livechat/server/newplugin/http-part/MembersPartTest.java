package {{package}};

import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.livechat.api.ChannelMode;
import org.livechat.api.control.ChannelSummary;
import org.livechat.api.control.ControlPlane;
import org.livechat.api.http.HttpPartContext;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;
import org.livechat.http.Route;

/** The part in a Jetty of the test's own. Run with assertions on; ends with an exit code other than 0 when one fails. */
final class MembersPartTest {
    private MembersPartTest() {}

    public static void main(String[] arguments) throws Exception {
        Route route = made(Map.of()).routes().getFirst();
        assert route.access() == Route.Access.OPERATORS;
        assert route.path().getDeclaration().equals("/{{name}}");
        assert made(Map.of("operators", "false")).routes().getFirst().access() == Route.Access.ANYBODY;
        try {
            made(Map.of("path", "nowhere"));
            throw new AssertionError("a path without / was taken");
        } catch (SettingRefused expected) {
            assert expected.getMessage().startsWith("path is 'nowhere'") : expected.getMessage();
        }
        var server = new Server(0);
        server.setHandler(route.handler());
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/");
            var get = (HttpURLConnection) uri.toURL().openConnection();
            String body = new String(get.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assert body.equals("{\"a\\u0022b\":3}") : body;
            var post = (HttpURLConnection) uri.toURL().openConnection();
            post.setRequestMethod("POST");
            assert post.getResponseCode() == 405 : post.getResponseCode();
        } finally {
            server.stop();
        }
    }

    private static MembersPart made(Map<String, String> said) {
        var provider = new MembersPartProvider();
        var channel = new ChannelSummary("a\"b", "0001", "A", ChannelMode.PTT, 3, 10, 0);
        ControlPlane control = Stub.of(ControlPlane.class, Map.of("channels", List.of(channel)));
        return (MembersPart) provider.create(Stub.of(
                HttpPartContext.class,
                Map.of("settings", Settings.of(provider.settings(), said), "control", control)));
    }
}
