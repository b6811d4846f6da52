package org.livechat.api.media;

import org.livechat.api.part.PartProvider;

/**
 * Makes the {@link MediaPlane}. A server has one, which the configuration chooses by its name.
 *
 * @since 1
 */
public interface MediaPlaneProvider extends PartProvider {
    /**
     * Makes the media plane, once, before anybody can join a channel. When it returns, clients that are told of it can
     * reach it.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     * @throws org.livechat.api.part.PartFailed when it cannot be made, for example since its port is taken
     */
    MediaPlane open(MediaContext context);
}
