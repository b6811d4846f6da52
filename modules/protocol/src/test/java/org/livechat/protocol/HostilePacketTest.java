package org.livechat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livechat.api.ErrorCode;
import org.livechat.protocol.ClientMessage.FloorRelease;
import org.livechat.protocol.ClientMessage.Identify;

/** What is no packet is refused with a code and a sentence, and nothing else is thrown whatever comes. */
class HostilePacketTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "                                                         | packet: expected a JSON object, not nothing",
                "{'op':                                                   | not a JSON object",
                "{'op':1}{'op':1}                                         | not a JSON object",
                "{'op':1,'op':3}                                          | not a JSON object",
                "{'op':1,'d':{'a':1,'a':2}}                               | not a JSON object",
                "[]                                                       | packet: expected a JSON object, not an array",
                "'x'                                                      | packet: expected a JSON object, not 'x'",
                "{'d':{}}                                                 | packet: op is missing",
                "{'op':'3'}                                               | packet: op is '3'",
                "{'op':3.0}                                               | packet: op is 3.0",
                "{'op':99999999999999999999}                              | packet: op is 99999999999999999999",
                "{'op':1,'id':{}}                                         | packet: id is an object",
                "{'op':3,'d':[]}                                          | IDENTIFY: expected a JSON object, not an array",
                "{'op':3,'d':{'token':'t'}}                               | IDENTIFY: user_id is missing",
                "{'op':3,'d':{'user_id':'a','token':5}}                   | IDENTIFY: token is 5",
                "{'op':3,'d':{'user_id':'','token':'t'}}                  | IDENTIFY: user_id is ''",
                "{'op':3,'d':{'user_id':'a\\u0000','token':'t'}}          | IDENTIFY: user_id is",
                "{'op':3,'d':{'user_id':'\\ud800','token':'t'}}           | IDENTIFY: user_id is '?'",
                "{'op':3,'d':{'user_id':'a','token':'t','priority':256}}  | IDENTIFY: priority is 256; it has to be a whole number within 0..255",
                "{'op':3,'d':{'user_id':'a','token':'t','priority':-1}}   | IDENTIFY: priority is -1",
                "{'op':3,'d':{'user_id':'a','token':'t','priority':1e0}}  | IDENTIFY: priority is 1; it has to be a whole number within 0..255, written without fraction or exponent",
                "{'op':11,'d':{'channel_id':'c'}}                         | CHANNEL_JOIN: ssrc is missing",
                "{'op':11,'d':{'channel_id':'c','ssrc':4294967296}}       | CHANNEL_JOIN: ssrc is 4294967296",
                "{'op':11,'d':{'channel_id':'c','ssrc':-1}}               | CHANNEL_JOIN: ssrc is -1",
                "{'op':11,'d':{'channel_id':'c','ssrc':1,'tracks':[{'kind':'text','ssrc':1}]}} | CHANNEL_JOIN.tracks[0]: kind is 'text'",
                "{'op':11,'d':{'channel_id':'c','ssrc':1,'listen_only':1}}| CHANNEL_JOIN: listen_only is 1",
                "{'op':10,'d':{'channel_id':'a b','freq':'0101','channel_name':'n'}} | CHANNEL_CREATE: channel_id is 'a b'",
                "{'op':10,'d':{'channel_id':'c','freq':'101','channel_name':'n'}}    | CHANNEL_CREATE: freq is '101'",
                "{'op':10,'d':{'channel_id':'c','freq':'01O1','channel_name':'n'}}   | CHANNEL_CREATE: freq is '01O1'",
                "{'op':10,'d':{'channel_id':'c','freq':'0101','channel_name':'n','mode':'PTT'}} | CHANNEL_CREATE: mode is 'PTT'",
                "{'op':3,'d':{'token':'t'}}                               | IDENTIFY: user_id is missing; it has to be a string of 1 to 64 characters",
                "{'op':10,'d':{'channel_id':'c','freq':'0101'}}           | CHANNEL_CREATE: channel_name is missing; it has to be a string of 1 to 64 characters",
                "{'op':10,'d':{'channel_id':'c','channel_name':'n'}}      | CHANNEL_CREATE: freq is missing; it has to be a string of four digits",
                "{'op':10,'d':{'channel_id':'c','freq':'12345','channel_name':'n'}} | CHANNEL_CREATE: freq is '12345'; it has to be a string of four digits",
                "{'op':20,'d':{'channel_id':'c'}}                         | MESSAGE_CREATE: content is missing; it has to be text of 1 byte to channels.message_bytes (2000 by default)",
                "{'op':30,'d':{'channel_id':'c','indicator':'urgent'}}    | FLOOR_REQUEST: indicator is 'urgent'",
            })
    void invalid_payload_names_the_key_and_the_value(String json, String reason) {
        ProtocolException refusal = refusal(json == null ? "" : json.replace('\'', '"'));
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PAYLOAD);
        assertThat(refusal.reason()).startsWith(reason.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({"5", "-1", "50", "201", "2147483647"})
    void opcode_that_no_client_may_send_is_unknown(int opcode) {
        ProtocolException refusal = refusal("{\"op\":" + opcode + ",\"id\":\"x\"}");
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_OPCODE);
        assertThat(refusal.opcode()).hasValue(opcode);
        assertThat(refusal.id()).contains(new RequestId.Text("x"));
    }

    @Test
    void refusal_carries_opcode_and_id() {
        ProtocolException refusal = refusal("{\"d\":{},\"id\":1.50,\"op\":31}");
        assertThat(refusal.opcode()).hasValue(31);
        assertThat(refusal.id()).contains(new RequestId.Numeric(new java.math.BigDecimal("1.50")));
    }

    @Test
    void unknown_keys_are_ignored_and_null_is_absent() {
        ClientPacket packet = PacketCodec.decodeClient(
                "{\"v\":{\"x\":[1]},\"op\":31,\"id\":null,\"d\":{\"channel_id\":\"c\",\"later\":{}}}");
        assertThat(packet).isEqualTo(new ClientPacket(new FloorRelease("c"), Optional.empty()));
    }

    @Test
    void priority_is_a_hundred_when_absent() {
        ClientPacket packet = PacketCodec.decodeClient("{\"op\":3,\"d\":{\"user_id\":\"a\",\"token\":\"\"}}");
        assertThat(packet.message()).isEqualTo(new Identify("a", "", 100));
    }

    @Test
    void token_is_never_shown() {
        assertThat(new Identify("a", "hunter2", 1).toString()).doesNotContain("hunter2");
    }

    @Test
    void nesting_lengths_and_counts_are_bounded() {
        assertThat(refusal("{\"op\":1,\"d\":" + "[".repeat(10_000)).reason()).contains("nesting depth");
        assertThat(refusal("{\"op\":1,\"id\":" + "9".repeat(1_000) + "}").reason())
                .contains("umber");
        assertThat(refusal("{\"op\":1,\"x\":[" + "1,".repeat(100_000) + "1]}").reason())
                .containsIgnoringCase("token");
        assertThat(refusal("{\"op\":1,\"" + "k".repeat(1_000) + "\":1}").reason())
                .containsIgnoringCase("name");
        assertThat(refusal("{\"op\":1,\"id\":\"" + "k".repeat(1_000) + "\"}").reason())
                .contains("(1000 characters)");
    }

    @Test
    void reasons_say_nothing_of_the_parser() {
        String[] broken = {
            "{\"op\":1,\"d\":" + "[".repeat(10_000),
            "{\"op\":x}",
            "{\"op\":1,\"op\":1}",
            "{\"op\":",
            "{\"op\":NaN}",
            "{\"op\":-Infinity}",
            "{\"op\":+1}",
            "{\"op\":0x1}",
            "{\"op\":.5}",
            "{\"op\":01}",
            "{\"op\":1}/* a comment */",
            "{'op':1}",
            "\u001e{\"op\":1}",
            "{\"op\":1} {}",
        };
        for (String json : broken) {
            assertThat(refusal(json).reason())
                    .startsWith("not a JSON object")
                    .hasSizeLessThan(260)
                    .doesNotContain("Stream", "Source", "jackson", "Json", "Feature", "ALLOW", "FAIL", "enabl");
        }
    }

    @Test
    void number_of_any_exponent_is_cheap() {
        ClientPacket packet = PacketCodec.decodeClient("{\"op\":1,\"id\":1e999999999}");
        String answer = PacketCodec.encode(packet).toString();
        assertThat(answer.length()).isLessThan(100);
        assertThat(refusal("{\"op\":1e999999999}").reason()).startsWith("packet: op is 1E+999999999");
    }

    @Test
    void mutated_packets_throw_nothing_else() {
        Random random = new Random(42);
        String[] seeds = RoundTripTest.client_message_survives()
                .map(row -> ((String) row[0]).replace('\'', '"'))
                .toArray(String[]::new);
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder(seeds[random.nextInt(seeds.length)]);
            for (int change = random.nextInt(4); change >= 0 && !text.isEmpty(); change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, "{}[]\",:0-eE.\\u".charAt(random.nextInt(14)));
                    default -> text.setLength(at);
                }
            }
            decodeEitherWay(text.toString());
        }
    }

    private static void decodeEitherWay(String text) {
        try {
            PacketCodec.encode(PacketCodec.decodeClient(text));
        } catch (ProtocolException expected) {
            PacketCodec.encode(new ServerMessage.Failure(
                    expected.code().number(), expected.reason(), expected.opcode(), expected.id()));
        }
        try {
            PacketCodec.decodeServer(text);
        } catch (ProtocolException expected) {
            assertThat(expected.reason()).isNotEmpty();
        }
    }

    private static ProtocolException refusal(String json) {
        return catchThrowableOfType(ProtocolException.class, () -> PacketCodec.decodeClient(json));
    }
}
