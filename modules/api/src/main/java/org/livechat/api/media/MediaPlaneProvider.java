package org.livechat.api.media;

import java.util.List;
import org.livechat.api.part.PartProvider;
import org.livechat.api.part.Settings;
import org.livechat.api.transport.DatagramTransport;

/**
 * Makes the {@link MediaPlane}. A server has one, which the configuration chooses by its name.
 *
 * @since 1
 */
public interface MediaPlaneProvider extends PartProvider {
    /**
     * Looks whether its settings go together, as {@link #open} does, and opens nothing: {@code lcserver --check-config} asks.
     *
     * @param transports the transports that there are, not configured
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     */
    default void check(Settings settings, List<DatagramTransport> transports) {}

    /**
     * Makes the media plane, once, before anybody can join a channel. When it returns, clients that are told of it can
     * reach it.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     * @throws org.livechat.api.part.PartFailed when it cannot be made, for example since its port is taken
     */
    MediaPlane open(MediaContext context);
}
