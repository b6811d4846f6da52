package {{package}};

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.livechat.api.gateway.Gateway;
import org.livechat.api.gateway.GatewayContext;
import org.livechat.api.gateway.GatewayProvider;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/** Makes the gateway as the section {@code {{name}}} of the configuration says. */
public final class LineGatewayProvider implements GatewayProvider {
    static final Setting<String> HOST = Setting.text("host", "127.0.0.1", "The address to listen on.");
    static final Setting<Integer> PORT = Setting.integer("port", 7100, 0, 65535, "The TCP port; 0: any.");
    static final Setting<Integer> CLIENTS = Setting.integer("clients", 100, 1, 100_000, "The most clients at a time.");

    @Override
    public String name() {
        return "{{name}}";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(HOST, PORT, CLIENTS);
    }

    @Override
    public Gateway create(GatewayContext context) {
        Settings said = context.settings();
        try {
            InetAddress host = InetAddress.getByName(said.get(HOST));
            return new LineGateway(context, new InetSocketAddress(host, said.get(PORT)), said.get(CLIENTS));
        } catch (UnknownHostException e) {
            throw said.refuse(HOST, "is '" + said.get(HOST) + "', but has to be an address of this machine");
        }
    }
}
