package org.livechat.server.provider;

import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.livechat.api.AuthenticatorProvider;
import org.livechat.api.floor.FloorPolicy;
import org.livechat.api.gateway.GatewayProvider;
import org.livechat.api.http.HttpPartProvider;
import org.livechat.api.http.WebServerProvider;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaPlaneProvider;
import org.livechat.api.part.PartProvider;
import org.livechat.api.recording.RecorderProvider;
import org.livechat.api.store.StoreProvider;
import org.livechat.api.trace.TraceSinkProvider;
import org.livechat.api.transport.DatagramTransport;

/** The kinds of parts that a server is made of, in the order in which their settings are shown. */
public enum PartKind {
    WEB_SERVER("web server", WebServerProvider.class, Change.AT_A_RESTART),
    AUTHENTICATOR("authenticator", AuthenticatorProvider.class, Change.AT_A_RESTART),
    STORE("store", StoreProvider.class, Change.AT_A_RESTART),
    RECORDER("recorder", RecorderProvider.class, Change.AT_A_RESTART),
    MEDIA_PLANE("media plane", MediaPlaneProvider.class, Change.AT_A_RESTART),
    TRANSPORT("datagram transport", DatagramTransport.class, Change.AT_A_RESTART),
    CODEC("codec", CodecProvider.class, Change.WHILE_RUNNING),
    GATEWAY("gateway", GatewayProvider.class, Change.AT_A_RESTART),
    FLOOR_POLICY("floor policy", FloorPolicy.class, Change.WHILE_RUNNING),
    TRACE_SINK("trace sink", TraceSinkProvider.class, Change.AT_A_RESTART),
    HTTP_PART("HTTP part", HttpPartProvider.class, Change.AT_A_RESTART);

    private enum Change {
        AT_A_RESTART,
        WHILE_RUNNING
    }

    private final String words;
    private final Class<? extends PartProvider> service;
    private final Change change;

    PartKind(String words, Class<? extends PartProvider> service, Change change) {
        this.words = words;
        this.service = service;
        this.change = change;
    }

    /** What people call it. */
    public String words() {
        return words;
    }

    /** The interface that providers of this kind implement. */
    public Class<? extends PartProvider> service() {
        return service;
    }

    /** Whether one can be replaced while the server runs. */
    public boolean isHot() {
        return change == Change.WHILE_RUNNING;
    }

    /**
     * The providers of the server itself.
     *
     * @throws java.util.ServiceConfigurationError when one cannot be made
     */
    Stream<PartProvider> ofServer() {
        return made(ServiceLoader::load);
    }

    /**
     * The providers of one layer, without those of the layers below.
     *
     * @throws java.util.ServiceConfigurationError when one cannot be made
     */
    Stream<PartProvider> in(ModuleLayer layer) {
        return made(kind -> ServiceLoader.load(layer, kind))
                .filter(provider -> layer.equals(provider.getClass().getModule().getLayer()));
    }

    private Stream<PartProvider> made(
            Function<Class<? extends PartProvider>, ServiceLoader<? extends PartProvider>> loader) {
        return loader.apply(service).stream().map(ServiceLoader.Provider::get).map(PartProvider.class::cast);
    }
}
