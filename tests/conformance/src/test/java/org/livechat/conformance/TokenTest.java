package org.livechat.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livechat.tools.LcAdmin;
import tools.jackson.databind.JsonNode;

/** Tokens of {@code lcadmin token}, shown to a server that accepts nothing else. */
@Timeout(120)
class TokenTest {
    @TempDir
    private static Path folder;

    private static WholeServer server;

    @BeforeAll
    static void start() {
        key("edwards", "EdDSA");
        key("curve", "ES256");
        key("hmac", "HS256");
        server = new WholeServer(Map.of("access.authenticators", "jwt", "access.jwt.keys", keySet()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String keySet() {
        return folder.resolve("keys.json").toString();
    }

    private static void key(String id, String algorithm) {
        lcadmin(
                0,
                "token-key",
                folder.resolve(id).toString(),
                "--jwks",
                keySet(),
                "--kid",
                id,
                "--algorithm",
                algorithm);
    }

    private static String lcadmin(int exitCode, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(LcAdmin.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments))
                .as(() -> out + "" + err)
                .isEqualTo(exitCode);
        return exitCode == 0 ? out.toString().strip() : err.toString().strip();
    }

    private static String token(String key, String user, String... claims) {
        List<String> arguments = new ArrayList<>(
                List.of("token", user, "--key", folder.resolve(key).toString()));
        arguments.addAll(List.of(claims));
        return lcadmin(0, arguments.toArray(String[]::new));
    }

    private static TestClient identify(String user, String token) {
        TestClient client = server.connect();
        client.send("{'op':3,'d':{'user_id':'" + user + "','token':'" + token + "','priority':255}}");
        return client;
    }

    private static TestClient ready(String user, String... claims) {
        TestClient client = identify(user, token("edwards", user, claims));
        client.await(4);
        return client;
    }

    private static String refusal(TestClient client) {
        return client.expectError(1001).get("d").get("reason").stringValue();
    }

    @Test
    void the_link_to_the_console_has_no_secret_that_lets_nobody_in() {
        assertThat(server.consoleLink()).isEqualTo("http://127.0.0.1:" + server.port() + "/");
        try (WholeServer shared = new WholeServer(Map.of())) {
            assertThat(shared.consoleLink()).endsWith("/#token=a%20secret%20of%20the%20tests");
        }
    }

    @Test
    void a_token_of_each_algorithm_lets_its_user_in() {
        for (String key : List.of("edwards", "curve", "hmac")) {
            identify(key, token(key, key)).await(4);
        }
    }

    @Test
    void a_token_is_for_its_own_user_alone() {
        assertThat(refusal(identify("ben", token("curve", "ann")))).isEqualTo("the token is for another user (sub)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann ", "an\u200Bn", "\uFF41nn", "system", "..", "\u0301ann"})
    void no_token_is_made_for_whom_the_server_would_refuse(String user) {
        String reason =
                lcadmin(2, "token", user, "--key", folder.resolve("edwards").toString());
        TestClient client = server.connect();
        client.send("{'op':3,'d':{'user_id':'" + user + "','token':'" + token("edwards", "ann") + "'}}");
        assertThat(reason)
                .isEqualTo("lcadmin: "
                        + client.expectError(1004).get("d").get("reason").stringValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--priority=300 | --priority is 300, but has to be a whole number from 0 to 255",
                "--priority=-1 | --priority is -1, but has to be a whole number from 0 to 255",
                "--indicators=foo | --indicators has 'foo', but there are normal, broadcast, imminent_peril, emergency",
                "--talk=a b | --talk has 'a b', but has to have ids of channels, which are 1 to 64 characters of A-Z a-z 0-9 _ - ., or their beginnings with a * behind",
                "--join=A*,*B | --join has '*B', but has to have ids of channels, which are 1 to 64 characters of A-Z a-z 0-9 _ - ., or their beginnings with a * behind",
                "--expires=0s | --expires is 0s, has to be such as 90s, 30m, 24h or 7d",
            })
    void no_token_is_made_with_rights_that_there_are_not(String option, String reason) {
        assertThat(lcadmin(2, "token", "ann", "--key", folder.resolve("edwards").toString(), option))
                .isEqualTo("lcadmin: " + reason);
    }

    @Test
    void unsigned_foreign_and_swapped_tokens_are_refused() throws Exception {
        String good = token("curve", "eve");
        String[] parts = good.split("\\.", -1);
        assertThat(refusal(identify("eve", encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".")))
                .isEqualTo("the token is not signed (alg none)");
        assertThat(refusal(identify(
                        "eve", encoded("{\"alg\":\"HS256\",\"kid\":\"curve\"}") + "." + parts[1] + "." + parts[2])))
                .isEqualTo("the token's algorithm is not the one of its key, ES256");
        lcadmin(
                0,
                "token-key",
                folder.resolve("other").toString(),
                "--jwks",
                folder.resolve("other.json").toString());
        assertThat(refusal(identify("eve", token("other", "eve"))))
                .isEqualTo("the token names a key (kid) that this server does not have");
        assertThat(refusal(identify("eve", parts[0] + "." + parts[1] + "." + encoded("no signature"))))
                .isEqualTo("the token's signature does not fit its key");
        for (String wrong : List.of(WholeServer.SECRET, WholeServer.ADMIN, "", "....", good + ".", " " + good)) {
            refusal(identify("eve", wrong));
        }
        assertThat(server.look("/admin/users").toString()).doesNotContain("eve");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void a_lower_ceiling_neither_preempts_nor_calls_an_emergency() {
        TestClient ann = ready("ann-1", "--priority", "150");
        TestClient low = ready("low-1", "--priority", "140");
        ann.join("CH_0001");
        low.join("CH_0001");
        ann.channelRequest(30, "CH_0001");
        ann.await(50);
        low.send("{'op':30,'d':{'channel_id':'CH_0001','priority':255}}");
        assertThat(low.await(55).get("d").get("queue_position").intValue()).isEqualTo(1);
        low.send("{'op':30,'d':{'channel_id':'CH_0001','priority':255,'indicator':'emergency'}}");
        assertThat(low.await(51).get("d").get("cause").intValue()).isEqualTo(255);
        low.send("{'op':30,'d':{'channel_id':'CH_0001','indicator':'imminent_peril'}}");
        assertThat(low.await(51).get("d").get("cause").intValue()).isEqualTo(255);

        TestClient high = ready("high-1", "--priority", "160");
        high.join("CH_0001");
        high.send("{'op':30,'d':{'channel_id':'CH_0001','priority':255}}");
        assertThat(high.await(50).get("d").get("user_id").stringValue()).isEqualTo("high-1");
        assertThat(ann.await(52).get("d").get("cause").stringValue()).isEqualTo("preempted");
        TestClient chief = ready("chief-1", "--indicators", "emergency");
        chief.join("CH_0001");
        chief.send("{'op':30,'d':{'channel_id':'CH_0001','indicator':'emergency'}}");
        chief.await(50);
    }

    @Test
    void channels_bound_joining_talking_and_managing() {
        TestClient ann = ready("ann-2", "--join", "CH_0002,CH_0004", "--talk", "", "--manage", "ops-*");
        ann.send("{'op':11,'d':{'channel_id':'CH_0003','ssrc':7}}");
        assertThat(ann.expectError(2002).get("d").get("reason").stringValue())
                .isEqualTo("your token does not let you join channel CH_0003");
        ann.join("CH_0002");
        ann.channelRequest(30, "CH_0002");
        assertThat(ann.await(51).get("d").get("cause").intValue()).isEqualTo(5);
        ann.send("{'op':20,'d':{'channel_id':'CH_0002','content':'hello'}}");
        ann.expectError(2002);
        ann.send("{'op':10,'d':{'channel_id':'mine','freq':'0801','channel_name':'mine'}}");
        ann.expectError(2002);
        ann.send("{'op':10,'d':{'channel_id':'ops-1','freq':'0801','channel_name':'ours'}}");
        ann.awaitAck(10);
        ann.send("{'op':14,'d':{'channel_id':'CH_0002'}}");
        ann.expectError(2002);
        ann.send("{'op':14,'d':{'channel_id':'ops-1'}}");
        ann.awaitAck(14);
        TestClient plain = ready("plain-2");
        plain.send("{'op':10,'d':{'channel_id':'ops-2','freq':'0802','channel_name':'ours'}}");
        plain.expectError(2002);
    }

    @Test
    void a_key_that_is_added_is_good_at_once_and_one_that_is_taken_out_no_longer() throws Exception {
        String before = Files.readString(Path.of(keySet()));
        key("rotated", "ES256");
        identify("rot", token("rotated", "rot")).await(4);
        Files.writeString(Path.of(keySet()), before);
        refusal(identify("rot", token("rotated", "rot")));
    }

    @Test
    void what_the_commands_cannot_do_they_say_in_a_line() throws Exception {
        String taken = folder.resolve("curve").toString();
        assertThat(lcadmin(2, "token-key", taken, "--jwks", keySet(), "--kid", "new"))
                .isEqualTo("lcadmin: " + taken + " is there already; keys are never written over");
        assertThat(lcadmin(2, "token-key", taken + "2", "--jwks", keySet(), "--kid", "curve"))
                .contains("has a key curve already");
        assertThat(Files.exists(Path.of(taken + "2"))).isFalse();
        assertThat(lcadmin(2, "token", "ann", "--key", keySet())).contains("holds no private key");
        assertThat(lcadmin(2, "token", "ann", "--key", taken, "--expires", "soon"))
                .isEqualTo("lcadmin: --expires is soon, has to be such as 90s, 30m, 24h or 7d");
        assertThat(lcadmin(2, "token", "ann")).contains("--key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(taken))))
                .isEqualTo("rw-------");
    }

    @Test
    void claims_are_only_those_that_were_asked_for() {
        String[] parts = token("hmac", "안나", "--role", "dispatcher,medic", "--issuer", "sso")
                .split("\\.", -1);
        JsonNode claims = TestClient.json(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
        assertThat(claims.get("sub").stringValue()).isEqualTo("안나");
        assertThat(claims.propertyNames()).containsExactlyInAnyOrder("sub", "exp", "role", "iss");
    }
}
