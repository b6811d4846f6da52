package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks for recordings while the disk does not answer in time. */
@Timeout(60)
class StalledStoreTest {
    @Test
    void is_told_to_ask_again_and_when() throws Exception {
        try (var server = new WholeServer(Map.of("parts.store", "stalled", "access.secret.replay", "*"))) {
            for (String path : new String[] {"/recordings", "/recordings/20261130-200447123-0123456789abcdef"}) {
                assertLater(server.send(asked(server, path, WholeServer.SECRET)));
            }
            assertLater(server.send(asked(server, "/admin/recordings", WholeServer.ADMIN)));
        }
    }

    @Test
    void is_told_that_nothing_is_kept_where_that_will_not_change() throws Exception {
        try (var server = new WholeServer(Map.of("access.secret.replay", "*"))) {
            HttpResponse<String> answer = server.send(asked(server, "/recordings", WholeServer.SECRET));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(answer.headers().firstValue("retry-after")).isEmpty();
        }
    }

    private static HttpRequest.Builder asked(WholeServer server, String path, String token) {
        return server.request(path).header("Authorization", "Bearer " + token).header("Livechat-User", "ann");
    }

    private static void assertLater(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo("{\"error\":\"the disk does not answer; ask again later\"}");
    }
}
