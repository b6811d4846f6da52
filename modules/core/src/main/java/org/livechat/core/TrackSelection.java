package org.livechat.core;

import java.util.Optional;

/** Which user's stream a receive slot shall carry; {@code layer} is a simulcast rid. */
public record TrackSelection(String mid, Optional<String> userId, Optional<String> layer) {}
