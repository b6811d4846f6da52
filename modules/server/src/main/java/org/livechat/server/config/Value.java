package org.livechat.server.config;

/**
 * A setting as it was written.
 *
 * @param text the characters
 * @param origin where they stand: file and line, environment variable, or option
 */
record Value(String text, String origin) {}
