package org.livechat.api.gateway;

import org.livechat.api.part.PartProvider;

/**
 * Makes a {@link Gateway}.
 *
 * @since 1
 */
public interface GatewayProvider extends PartProvider {
    /**
     * Makes the gateway, once, before anybody may come in.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong: the server does not start
     * @throws org.livechat.api.part.PartFailed when it cannot be made for another reason
     */
    Gateway create(GatewayContext context);
}
