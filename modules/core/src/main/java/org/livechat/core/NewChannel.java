package org.livechat.core;

import java.util.OptionalInt;
import org.livechat.api.ChannelMode;

/**
 * A channel to be created.
 *
 * @param id 1 to 64 characters of {@code A-Z a-z 0-9 _ - .}
 * @param frequency four digits, unique among channels
 * @param name what people see
 * @param mode one talker or everyone
 * @param capacity the most members; the configured default when empty
 */
public record NewChannel(String id, String frequency, String name, ChannelMode mode, OptionalInt capacity) {}
