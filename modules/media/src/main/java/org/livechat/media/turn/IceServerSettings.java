package org.livechat.media.turn;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.livechat.api.part.Setting;
import org.livechat.api.part.Settings;

/** What the configuration says about STUN and TURN servers. */
public final class IceServerSettings {
    private static final int MOST_GROUPS = 16;

    private static final Setting<List<String>> URLS = Setting.texts(
            "urls", List.of(), IceServerUri.EXPECTED, IceServerUri::isSound, "The URIs of STUN and TURN servers.");
    private static final Setting<Optional<String>> SECRET = Setting.optionalText(
                    "secret",
                    "What the TURN servers make time-limited credentials of, too (static-auth-secret of coturn).")
            .secret();
    private static final Setting<Optional<String>> USERNAME =
            Setting.optionalText("username", "Of all clients, where there is no secret.");
    private static final Setting<Optional<String>> CREDENTIAL = Setting.optionalText(
                    "credential", "The password that goes with the username.")
            .secret();

    private static final Setting<List<Settings>> ICE_SERVERS = Setting.mappings(
            "ice_servers",
            List.of(URLS, SECRET, USERNAME, CREDENTIAL),
            List.of(),
            "STUN and TURN servers that clients may take to this one.");
    private static final Setting<Duration> LIFETIME = Setting.duration(
            "ice_credential_lifetime",
            Duration.ofHours(24),
            Duration.ofMinutes(1),
            Duration.ofDays(30),
            "How long credentials that are made of a secret are good for.");

    /** All of them. */
    public static final List<Setting<?>> ALL = List.of(ICE_SERVERS, LIFETIME);

    private IceServerSettings() {}

    /**
     * The servers that are named.
     *
     * @throws org.livechat.api.part.SettingRefused when one lacks something, or has too much
     */
    public static IceServerList read(Settings said) {
        List<Settings> groups = said.get(ICE_SERVERS);
        if (groups.size() > MOST_GROUPS) {
            throw said.refuse(
                    ICE_SERVERS,
                    "has %d entries, but takes %d at most: each may have several urls"
                            .formatted(groups.size(), MOST_GROUPS));
        }
        return new IceServerList(
                groups.stream().map(IceServerSettings::group).toList(), said.get(LIFETIME), InstantSource.system());
    }

    private static IceServerList.Group group(Settings said) {
        List<String> urls = said.get(URLS);
        if (urls.isEmpty()) {
            throw said.refuse(URLS, "is missing; it takes " + IceServerUri.EXPECTED);
        }
        return new IceServerList.Group(urls, access(said, urls.stream().anyMatch(IceServerUri::isTurn)));
    }

    private static Access access(Settings said, boolean isTurn) {
        Optional<String> secret = said.get(SECRET);
        Optional<String> username = said.get(USERNAME);
        Optional<String> credential = said.get(CREDENTIAL);
        if (secret.isPresent()) {
            refuseBesideSecret(said, username, USERNAME);
            refuseBesideSecret(said, credential, CREDENTIAL);
        }
        if (username.isPresent() != credential.isPresent()) {
            Setting<?> missing = username.isPresent() ? CREDENTIAL : USERNAME;
            throw said.refuse(missing, "is missing; username and credential go together");
        }
        if (!isTurn && (secret.isPresent() || username.isPresent())) {
            throw said.refuse(
                    secret.isPresent() ? SECRET : USERNAME, "is for TURN servers, and urls names none; leave it out");
        }
        if (isTurn && secret.isEmpty() && username.isEmpty()) {
            throw said.refuse(
                    SECRET,
                    "is missing; TURN servers take a secret that they know, too, or a username and a credential");
        }
        return secret.<Access>map(Access.SharedSecret::new)
                .orElseGet(() -> username.<Access>map(name -> new Access.Fixed(name, credential.orElseThrow()))
                        .orElseGet(Access.Open::new));
    }

    private static void refuseBesideSecret(Settings said, Optional<String> value, Setting<?> setting) {
        if (value.isPresent()) {
            throw said.refuse(setting, "stands beside a secret, of which it is made; leave one of both out");
        }
    }
}
