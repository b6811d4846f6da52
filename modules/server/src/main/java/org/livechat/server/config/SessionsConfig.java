package org.livechat.server.config;

/**
 * Sessions.
 *
 * @param maximum the most sessions of this server
 * @param channels the most channels that one session may be in
 */
public record SessionsConfig(int maximum, int channels) {
    static SessionsConfig read(Section section) {
        var config = new SessionsConfig(
                section.integer("maximum", 10_000, 1, 1_000_000), section.integer("channels", 16, 1, 10_000));
        section.end();
        return config;
    }
}
