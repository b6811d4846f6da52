package org.livechat.rtc.sdp;

/**
 * One {@code a=name:value} line.
 *
 * @param name what stands before the colon
 * @param value what stands after it; empty for a flag
 * @param line where it stands, counted from 1
 */
public record Attribute(String name, String value, int line) {}
