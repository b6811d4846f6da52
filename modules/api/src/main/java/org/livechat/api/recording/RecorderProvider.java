package org.livechat.api.recording;

import org.livechat.api.part.PartProvider;

/**
 * Makes the {@link Recorder}. A server has one at most, which the configuration chooses by its name, and none without a store.
 *
 * @since 1
 */
public interface RecorderProvider extends PartProvider {
    /**
     * Makes the recorder, once, before the media plane that feeds it. A disk that cannot be used is no reason to fail.
     *
     * @throws org.livechat.api.part.SettingRefused when a setting is wrong
     * @throws org.livechat.api.part.PartFailed when it cannot be made for another reason
     */
    Recorder create(RecorderContext context);
}
