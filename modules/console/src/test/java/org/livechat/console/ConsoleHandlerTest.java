package org.livechat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpTester;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleHandlerTest {
    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        PathMappingsHandler mappings = new PathMappingsHandler(); // as the one HTTP server does
        new ConsoleRoutes().routes().forEach(route -> mappings.addMapping(route.path(), route.handler()));
        server.setHandler(mappings);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void the_root_is_the_page_and_has_no_inline_script_or_style() throws Exception {
        HttpTester.Response page = ask("GET", "/");

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.get(HttpHeader.CONTENT_TYPE)).isEqualTo("text/html; charset=utf-8");
        assertThat(page.getContent()).contains("<title>livechat</title>").doesNotContain("style=");
        assertThat(page.getContent()).doesNotContainPattern(Pattern.compile("<script(?![^>]*src=)|\\son[a-z]+="));
    }

    @Test
    void every_file_of_the_console_is_served_and_nothing_is_missing() throws Exception {
        Path folder = Path.of(ConsoleHandler.class.getResource("web/index.html").toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(ConsoleHandler.NAMES);
        }
        for (String name : ConsoleHandler.NAMES) {
            assertThat(ask("GET", "/" + name).getStatus()).as(name).isEqualTo(200);
        }
    }

    @Test
    void a_page_that_the_browser_has_is_not_sent_again() throws Exception {
        String etag = ask("GET", "/style.css").get(HttpHeader.ETAG);

        HttpTester.Response again = ask("GET", "/style.css", "If-None-Match: \"other\", " + etag);

        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(again.getContentBytes()).isEmpty();
        assertThat(ask("GET", "/style.css", "If-None-Match: \"other\"").getStatus())
                .isEqualTo(200);
    }

    @Test
    void a_compressed_file_is_the_same_file() throws Exception {
        HttpTester.Response compressed = ask("GET", "/livechat.js", "Accept-Encoding: br, gzip");

        assertThat(compressed.get(HttpHeader.CONTENT_ENCODING)).isEqualTo("gzip");
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(compressed.getContentBytes()))) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(ask("GET", "/livechat.js").getContent());
        }
    }

    @Test
    void head_tells_the_length_without_the_body() throws Exception {
        HttpTester.Response head = ask("HEAD", "/console.js");

        assertThat(head.getStatus()).isEqualTo(200);
        assertThat(head.getLongField(HttpHeader.CONTENT_LENGTH))
                .isEqualTo(ask("GET", "/console.js").getContentBytes().length);
    }

    @Test
    void other_paths_and_methods_are_refused() throws Exception {
        assertThat(ask("GET", "/web/index.html").getStatus()).isEqualTo(404);
        assertThat(ask("GET", "/..%2f..%2fmodule-info.class").getStatus()).isGreaterThanOrEqualTo(400);
        assertThat(ask("GET", "/ConsoleFile.class").getStatus()).isEqualTo(404);
        assertThat(ask("POST", "/").getStatus()).isEqualTo(405);
    }

    private HttpTester.Response ask(String method, String path, String... headers) throws Exception {
        StringBuilder request =
                new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        ByteBuffer raw = ByteBuffer.wrap(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        ByteBuffer answer = connector.getResponse(raw);
        return method.equals("HEAD") ? HttpTester.parseHeadResponse(answer) : HttpTester.parseResponse(answer);
    }
}
