package org.livechat.api.trace;

import org.livechat.api.part.PartContext;
import org.livechat.api.part.PartProvider;

/**
 * Makes a {@link TraceSink}. A server may have several, which are all told everything.
 *
 * @since 1
 */
public interface TraceSinkProvider extends PartProvider {
    /**
     * Makes the sink, once, before all parts that have something to tell.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong: the server does not start
     * @throws org.livechat.api.part.PartFailed when it cannot be made for another reason
     */
    TraceSink create(PartContext context);
}
