package org.livechat.api.http;

import org.livechat.api.part.PartProvider;

/**
 * Makes an {@link HttpPart}.
 *
 * @since 1
 */
public interface HttpPartProvider extends PartProvider {
    /**
     * Makes the part, once, before anything is served.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong: the server does not start
     * @throws org.livechat.api.part.PartFailed when it cannot be made for another reason
     */
    HttpPart create(HttpPartContext context);
}
