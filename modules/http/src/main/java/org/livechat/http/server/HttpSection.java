package org.livechat.http.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.livechat.api.part.PartContext;
import org.livechat.api.part.Setting;
import org.livechat.api.part.SettingRefused;
import org.livechat.api.part.Settings;

/** The section {@code http} of the configuration. */
final class HttpSection {
    private static final HttpSettings DEFAULTS = HttpSettings.defaults();

    private static final int LEAST_BYTES = 65_536;

    private static final Setting<String> HOST = Setting.text("host", "0.0.0.0", "The address to listen on.");
    private static final Setting<Integer> PORT = Setting.integer(
            "port", DEFAULTS.port(), 0, HttpSettings.MAX_PORT, "The TCP port; 0 lets the system choose.");
    private static final Setting<Optional<String>> CERTIFICATE = Setting.optionalText(
            "tls.certificate", "A PEM file: the server's certificate, then those that vouch for it.");
    private static final Setting<Optional<String>> KEY =
            Setting.optionalText("tls.key", "A PEM file: the private key of the certificate, PKCS#8, not encrypted.");
    private static final Setting<List<String>> ALLOWED_ORIGINS = Setting.texts(
            "allowed_origins",
            List.of(),
            AllowedOrigin.EXPECTED,
            AllowedOrigin::isOne,
            "Other origins whose pages may use the server.");
    private static final Setting<List<String>> TRUSTED_PROXIES = Setting.texts(
            "trusted_proxies",
            List.of(),
            TrustedProxies.EXPECTED,
            TrustedProxies::isOne,
            "Proxies that are believed when they say which client they ask for.");
    private static final Setting<Integer> CONNECTIONS_PER_ADDRESS = Setting.integer(
            "connections_per_address",
            DEFAULTS.limits().connectionsPerAddress(),
            1,
            1_000_000,
            "The most TCP connections of one client address.");

    private static final Setting<Integer> ANSWER_MEMORY = Setting.bytes(
            "answer_memory",
            DEFAULTS.limits().unreadBytes(),
            LEAST_BYTES,
            Integer.MAX_VALUE,
            "Bytes of answers that may wait to be read by all clients, within an eighth of the heap.");
    private static final Setting<Duration> ANSWER_TIMEOUT = Setting.duration(
            "answer_timeout",
            DEFAULTS.limits().unread(),
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            "How long a client may take to read an answer; long ones have a second more for each 16 KiB.");

    static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            CERTIFICATE,
            KEY,
            ALLOWED_ORIGINS,
            TRUSTED_PROXIES,
            CONNECTIONS_PER_ADDRESS,
            ANSWER_MEMORY,
            ANSWER_TIMEOUT);

    private HttpSection() {}

    /** @throws SettingRefused when TLS cannot be spoken with the files that it names */
    static HttpSettings read(PartContext context) {
        Settings said = context.settings();
        HttpLimits limits = DEFAULTS.limits();
        var settings = DEFAULTS.at(said.get(HOST), said.get(PORT))
                .withAllowedOrigins(Set.copyOf(said.get(ALLOWED_ORIGINS)))
                .behind(TrustedProxies.of(said.get(TRUSTED_PROXIES)))
                .within(limits.withConnections(limits.connections(), said.get(CONNECTIONS_PER_ADDRESS))
                        .withUnread(said.get(ANSWER_MEMORY), said.get(ANSWER_TIMEOUT)));
        return tls(context).map(settings::withTls).orElse(settings);
    }

    private static Optional<TlsSettings> tls(PartContext context) {
        Settings said = context.settings();
        Optional<String> certificate = said.get(CERTIFICATE);
        Optional<String> key = said.get(KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw said.refuse(certificate.isPresent() ? KEY : CERTIFICATE, "is missing; TLS needs both, or neither");
        }
        return certificate.map(file -> {
            var tls = new TlsSettings(context.resolve(file), context.resolve(key.orElseThrow()));
            try {
                tls.check();
            } catch (TlsUnusable e) {
                throw new SettingRefused("http.tls: " + e.getMessage());
            }
            return tls;
        });
    }
}
