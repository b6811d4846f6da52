package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.part.SettingRefused;
import org.livechat.parts.OwnCertificate;
import org.livechat.tools.LcAdmin;

/** HTTPS and WSS with certificates from PEM files that change. */
@Timeout(120)
class TlsTest {
    @TempDir
    private static Path made;

    private static OwnCertificate first;
    private static OwnCertificate second;

    @TempDir
    private Path folder;

    @BeforeAll
    static void certificates() throws Exception {
        first = OwnCertificate.make(made, "first", "EC");
        second = OwnCertificate.make(made, "second", "RSA");
    }

    private void put(OwnCertificate certificate) throws IOException {
        put(certificate.certificatePem(), certificate.keyPem());
    }

    private void put(String certificate, String key) throws IOException {
        Files.writeString(folder.resolve("key.pem"), key);
        Files.writeString(folder.resolve("certificate.pem"), certificate);
    }

    private WholeServer start() {
        return new WholeServer(Map.of(
                "http.tls.certificate", folder.resolve("certificate.pem").toString(),
                "http.tls.key", folder.resolve("key.pem").toString()));
    }

    private static int health(WholeServer server, OwnCertificate trusted) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusted.trusting()).build()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/healthz"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        }
    }

    private static boolean shows(WholeServer server, OwnCertificate certificate) throws Exception {
        try {
            return health(server, certificate) == 200;
        } catch (SSLException distrusted) {
            return false;
        }
    }

    private static void awaitShown(WholeServer server, OwnCertificate certificate) throws Exception {
        // Bounded by the test's timeout; each look is a handshake, so that this does not spin.
        while (!shows(server, certificate)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_certificate_is_replaced_while_clients_stay_connected() throws Exception {
        put(first);
        try (WholeServer server = start();
                HttpClient http =
                        HttpClient.newBuilder().sslContext(first.trusting()).build()) {
            assertThat(health(server, first)).isEqualTo(200);
            assertThat(shows(server, second)).isFalse();
            TestClient ann = TestClient.connect(http, URI.create("wss://127.0.0.1:" + server.port() + "/ws"));
            ann.await(0);
            ann.send("{'op':3,'d':{'user_id':'ann','token':'" + WholeServer.SECRET + "'}}");
            ann.await(4);

            put(second);
            awaitShown(server, second);
            assertThat(shows(server, first)).isFalse();
            ann.expectQuiet();

            put("no certificate", "no key");
            put(second.certificatePem(), first.keyPem());
            ann.expectQuiet();
            assertThat(health(server, second)).isEqualTo(200);
            put(first);
            awaitShown(server, first);
            ann.abort();
        }
    }

    @Test
    void plain_http_is_not_spoken_there() throws Exception {
        put(first);
        try (WholeServer server = start()) {
            assertThatThrownBy(() -> server.send(server.request("/healthz"))).isInstanceOf(IOException.class);
            StringWriter err = new StringWriter();
            assertThat(LcAdmin.commandLine()
                            .setErr(new PrintWriter(err))
                            .execute("--port", Integer.toString(server.port()), "--token", "x", "status"))
                    .isEqualTo(3);
            assertThat(err.toString())
                    .isEqualTo("lcadmin: what answers at 127.0.0.1:" + server.port()
                            + " does not speak HTTP; where it speaks HTTPS, --tls is needed\n");
        }
    }

    @Test
    void files_that_cannot_be_used_stop_the_start_with_a_line_that_names_them() throws Exception {
        assertRefused("certificate.pem cannot be read: there is no such file");
        put("", first.keyPem());
        assertRefused("certificate.pem holds no certificate (BEGIN CERTIFICATE)");
        put("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", first.keyPem());
        assertRefused("certificate.pem holds no sound certificate");
        put(first.certificatePem(), "");
        assertRefused("key.pem holds no private key (BEGIN PRIVATE KEY)");
        put(first.certificatePem(), second.keyPem());
        assertRefused("key.pem holds no key of the certificate's kind, EC");
        put(first.certificatePem(), OwnCertificate.make(made, "third", "EC").keyPem());
        assertRefused("key.pem holds another key than that of the certificate");
        put(second.certificatePem(), OwnCertificate.pem("RSA PRIVATE KEY", new byte[] {1, 2, 3}));
        assertRefused("key.pem holds a key of the form RSA PRIVATE KEY; make it PKCS#8");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(this::start)
                .isInstanceOf(SettingRefused.class)
                .hasMessageStartingWith("http.tls: " + folder)
                .hasMessageContaining(reason)
                .satisfies(refused ->
                        assertThat(String.valueOf(refused.getMessage())).doesNotContain("\n"));
    }
}
