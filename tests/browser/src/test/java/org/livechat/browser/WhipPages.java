package org.livechat.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A site of its own, of another origin than the server, with a page that speaks WHIP and WHEP. */
final class WhipPages implements AutoCloseable {
    /** Where {@code npm ci} puts the libraries of others, at the versions of the lock file beside it. */
    private static final Path LIBRARIES = Path.of("whip/node_modules");

    private static final String THIRD_PARTY = "/third-party/";

    private final HttpServer site;

    private WhipPages(HttpServer site) {
        this.site = site;
    }

    static WhipPages start() throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            String name = exchange.getRequestURI().getPath().equals("/") ? "/whip.html" : "/whip-page.js";
            try (InputStream resource = WhipPages.class.getResourceAsStream(name.substring(1))) {
                send(exchange, name, resource.readAllBytes());
            }
        });
        site.createContext(THIRD_PARTY, exchange -> {
            String name = exchange.getRequestURI().getPath();
            send(exchange, name, Files.readAllBytes(LIBRARIES.resolve(name.substring(THIRD_PARTY.length()))));
        });
        site.start();
        return new WhipPages(site);
    }

    private static void send(HttpExchange exchange, String name, byte[] content) throws IOException {
        String type = name.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8";
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    /** Skips the test where the libraries of others are missing, and fails it in CI. */
    static void requireLibraries() {
        Path library = LIBRARIES.resolve("whip-whep/whip.js");
        if (Files.exists(library)) {
            return;
        }
        String message = library.toAbsolutePath() + " is missing: run npm ci --ignore-scripts in tests/browser/whip";
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(message);
        }
        Assumptions.abort(message);
    }

    String origin() {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    URI page() {
        return URI.create(origin() + "/");
    }

    @Override
    public void close() {
        site.stop(0);
    }
}
