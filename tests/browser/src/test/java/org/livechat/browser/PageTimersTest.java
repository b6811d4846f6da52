package org.livechat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** livechat.js's timers, in pages of the server's own origin and of others, whatever those pages allow. */
class PageTimersTest {
    /** From now on the page's own timers are of no use, as in the worst case of a page that is hidden. */
    private static final String HOLD_BACK =
            "window.held = setTimeout; window.setTimeout = (run, ms) => held(run, ms + 600_000);";

    private HttpServer other;
    private RunningServer server;
    private BrowserPerson ada;

    @BeforeEach
    void start() throws Exception {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server = RunningServer.startFor("http://127.0.0.1:" + other.getAddress().getPort());
        page("/plain", "default-src * 'unsafe-inline' blob:");
        page("/strict", "default-src 'none'; script-src 'unsafe-inline' http://127.0.0.1:" + server.port());
        other.start();
        ada = BrowserPerson.start("Ada", Tone.A4, SolidColour.RED);
    }

    private void page(String path, String policy) {
        byte[] page = "<!doctype html><title>another origin</title>".getBytes(StandardCharsets.UTF_8);
        other.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Security-Policy", policy);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
    }

    @AfterEach
    void stop() throws IOException {
        ada.close();
        server.close();
        other.stop(0);
    }

    private URI other(String path) {
        return URI.create("http://127.0.0.1:" + other.getAddress().getPort() + path);
    }

    private String library() {
        return "import('http://127.0.0.1:" + server.port() + "/timers.js')";
    }

    @Test
    void the_servers_own_page_has_them_in_a_worker() {
        ada.open(server.consoleLink());
        ada.run(HOLD_BACK);
        firesAndStops();
        assertThat(ada.scriptErrors()).isEmpty();
    }

    @Test
    void a_page_of_another_origin_has_them_in_a_worker() {
        ada.open(other("/plain"));
        ada.run(HOLD_BACK);
        firesAndStops();
    }

    @Test
    void a_page_that_refuses_the_worker_has_them_all_the_same() {
        ada.open(other("/strict"));
        firesAndStops();
    }

    private void firesAndStops() {
        assertThat(ada.await("""
                        (async () => {
                          const { after, every } = await %s;
                          const fired = [];
                          after(300, () => fired.push('stopped')).stop();
                          after(300, () => fired.push('once'));
                          await new Promise((done) => {
                            const again = every(500, () => {
                              fired.push('again');
                              if (fired.length === 3) {
                                again.stop();
                                after(1500, done);
                              }
                            });
                          });
                          return fired.join(' ');
                        })()""".formatted(library()))).isEqualTo("once again again");
    }
}
