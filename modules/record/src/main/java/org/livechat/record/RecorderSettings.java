package org.livechat.record;

import java.time.Duration;

/**
 * What bounds the recorder.
 *
 * @param ringBytes packets that wait to be written
 * @param age recordings that are older are deleted
 * @param channelMib how much a channel's recordings may take
 * @param totalMib how much all may take
 * @param registerAge rows of the register that are older go
 */
record RecorderSettings(int ringBytes, Duration age, int channelMib, int totalMib, Duration registerAge) {}
