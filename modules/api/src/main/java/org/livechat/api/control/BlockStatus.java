package org.livechat.api.control;

import java.util.OptionalLong;

/**
 * A user whom an operator lets open no session.
 *
 * @param userId who
 * @param sinceMillis since when, Unix time
 * @param untilMillis until when, Unix time; empty where it ends only when it is taken back
 */
public record BlockStatus(String userId, long sinceMillis, OptionalLong untilMillis) {}
