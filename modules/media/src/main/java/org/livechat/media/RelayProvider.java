package org.livechat.media;

import java.io.IOException;
import java.util.List;
import org.livechat.api.media.MediaContext;
import org.livechat.api.media.MediaPlane;
import org.livechat.api.media.MediaPlaneProvider;
import org.livechat.api.part.PartFailed;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;
import org.livechat.api.transport.DatagramTransport;

/** Makes the relay. */
public final class RelayProvider implements MediaPlaneProvider {
    /** For ServiceLoader. */
    public RelayProvider() {}

    @Override
    public String name() {
        return "media";
    }

    @Override
    public List<Setting<?>> settings() {
        return MediaSection.ALL;
    }

    @Override
    public void check(Settings settings, List<DatagramTransport> transports) {
        MediaSection.read(settings);
        MediaSection.requireTransport(settings, transports);
    }

    @Override
    public MediaPlane open(MediaContext context) {
        MediaSettings settings = MediaSection.read(context.settings());
        MediaSection.requireTransport(context.settings(), context.transports());
        try {
            var plane = RelayMediaPlane.open(
                    settings, context.transports(), context.codecs(), context.listener(), context.recorder());
            context.metrics().add(plane);
            context.watchdog().watch(plane);
            return plane;
        } catch (IllegalArgumentException e) {
            throw new PartFailed(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new PartFailed(
                    "cannot listen on UDP %s:%d: %s; media.host and media.port (--udp-port) say where"
                            .formatted(
                                    settings.bind().getHostString(),
                                    settings.bind().getPort(),
                                    e.getMessage()),
                    e);
        }
    }
}
