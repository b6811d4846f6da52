package org.livechat.api.control;

import java.time.Duration;

/** The server at a glance; {@code takenFloors} counts the channels in which somebody holds the floor. */
public record ServerStatus(Duration uptime, int users, int channels, int peers, int takenFloors) {}
