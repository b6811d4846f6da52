package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChannelTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void create_is_acknowledged_with_defaults_and_id() {
        TestClient ann = server.identified("ann");
        ann.send("{'op':10,'id':'x1','d':{'channel_id':'tour','freq':'0101','channel_name':'Tour \uD83D\uDE8C'}}");
        ann.expect("{'op':200,'id':'x1','d':{'op':10,'data':"
                + "{'channel_id':'tour','freq':'0101','channel_name':'Tour \uD83D\uDE8C','mode':'ptt'}}}");
        ann.send("{'op':10,'d':{'channel_id':'talk','freq':'0102','channel_name':'Talk','mode':'conference',"
                + "'capacity':3}}");
        ann.expect("{'op':200,'d':{'op':10,'data':"
                + "{'channel_id':'talk','freq':'0102','channel_name':'Talk','mode':'conference'}}}");
        ann.channelRequest(16, "talk");
        assertThat(ann.awaitAck(16).get("capacity").intValue()).isEqualTo(3);
        ann.channelRequest(16, "tour");
        assertThat(ann.awaitAck(16).get("capacity").intValue()).isEqualTo(100);
    }

    @Test
    void id_and_frequency_exist_once() {
        TestClient ann = server.identified("ann");
        ann.send("{'op':10,'d':{'channel_id':'CH_0001','freq':'0101','channel_name':'n'}}");
        ann.expectError(2005);
        ann.send("{'op':10,'d':{'channel_id':'other','freq':'0001','channel_name':'n'}}");
        ann.expectError(2005);
    }

    @Test
    void join_lists_the_members_and_tells_the_others() {
        TestClient ann = server.identified("ann");
        ann.send("{'op':11,'d':{'channel_id':'CH_0001','ssrc':4294967295}}");
        ann.expect("{'op':200,'d':{'op':11,'data':{'channel_id':'CH_0001','mode':'ptt','sdp_answer':null,"
                + "'active_members':[{'user_id':'ann','ssrc':4294967295}]}}}");
        TestClient bob = server.identified("bob");
        bob.send("{'op':11,'id':1,'d':{'channel_id':'CH_0001','ssrc':2,'ufrag':'u','sdp_offer':'v=0',"
                + "'tracks':[{'kind':'audio','ssrc':2}],'listen_only':true}}");
        JsonNode data = bob.awaitAck(11);
        assertThat(data.get("sdp_answer").stringValue()).isEqualTo("answer to v=0");
        assertThat(data.get("active_members").valueStream())
                .containsExactlyInAnyOrder(
                        TestClient.json("{'user_id':'ann','ssrc':4294967295}"),
                        TestClient.json("{'user_id':'bob','ssrc':2}"));
        assertThat(ann.awaitEvent("join"))
                .isEqualTo(
                        TestClient.json("{'event':'join','channel_id':'CH_0001','member':{'user_id':'bob','ssrc':2}}"));
    }

    @Test
    void join_is_refused_for_each_reason() {
        TestClient ann = server.member("ann", TestServer.SMALL);
        ann.send("{'op':11,'d':{'channel_id':'CH_0002','ssrc':1}}");
        ann.await(201);
        ann.send("{'op':11,'d':{'channel_id':'nowhere','ssrc':1}}");
        ann.expectError(2000);
        ann.send("{'op':11,'d':{'channel_id':'CH_0001','ssrc':1,'sdp_offer':'bad'}}");
        assertThat(ann.expectError(2006).toString()).contains("fingerprint");
        server.member("bob", TestServer.SMALL);
        ann.awaitEvent("join");
        TestClient cid = server.identified("cid");
        cid.send("{'op':11,'d':{'channel_id':'CH_0002','ssrc':1}}");
        cid.expectError(2001);
    }

    @Test
    void joining_twice_is_refused() {
        TestClient ann = server.member("ann", TestServer.CONFERENCE);
        ann.send("{'op':11,'d':{'channel_id':'CH_0004','ssrc':1}}");
        ann.expectError(2003);
    }

    @Test
    void leave_is_acknowledged_and_told() {
        TestClient ann = server.member("ann", TestServer.CONFERENCE);
        TestClient bob = server.member("bob", TestServer.CONFERENCE);
        bob.channelRequest(12, TestServer.CONFERENCE);
        bob.expect("{'op':200,'d':{'op':12,'data':{'channel_id':'CH_0004'}}}");
        assertThat(ann.awaitEvent("leave"))
                .isEqualTo(TestClient.json(
                        "{'event':'leave','channel_id':'CH_0004','member':{'user_id':'bob','ssrc':7}}"));
        bob.channelRequest(12, TestServer.CONFERENCE);
        bob.expectError(2004);
        bob.channelRequest(12, "nowhere");
        bob.expectError(2000);
    }

    @Test
    void update_and_delete_reach_everyone_and_belong_to_the_creator() {
        TestClient ann = server.identified("ann");
        ann.send("{'op':10,'d':{'channel_id':'tour','freq':'0101','channel_name':'Tour','mode':'conference'}}");
        ann.awaitAck(10);
        ann.join("tour");
        TestClient bob = server.member("bob", "tour");
        ann.awaitEvent("join");

        bob.send("{'op':13,'d':{'channel_id':'tour','channel_name':'Mine'}}");
        bob.expectError(2002);
        bob.channelRequest(14, "tour");
        bob.expectError(2002);

        ann.send("{'op':13,'d':{'channel_id':'tour','channel_name':'Detour','capacity':9}}");
        ann.expect("{'op':200,'d':{'op':13,'data':{'channel_id':'tour','channel_name':'Detour'}}}");
        String update = "{'op':100,'d':{'event':'update','channel_id':'tour','member':{'user_id':'system','ssrc':0},"
                + "'data':{'channel_name':'Detour','capacity':9}}}";
        ann.expect(update);
        bob.expect(update);

        ann.channelRequest(14, "tour");
        ann.expect("{'op':200,'d':{'op':14,'data':{'channel_id':'tour'}}}");
        String delete = "{'op':100,'d':{'event':'delete','channel_id':'tour','member':{'user_id':'system','ssrc':0}}}";
        ann.expect(delete);
        bob.expect(delete);
        bob.channelRequest(16, "tour");
        bob.expectError(2000);
    }

    @Test
    void list_is_by_frequency_and_info_adds_the_peers() {
        TestClient ann = server.member("ann", TestServer.CONFERENCE);
        ann.send("{'op':15}");
        JsonNode list = ann.awaitAck(15);
        assertThat(list.valueStream().map(channel -> channel.get("freq").stringValue()))
                .containsExactly("0001", "0002", "0004");
        assertThat(list.get(2).propertyNames())
                .containsExactlyInAnyOrder(
                        "channel_id", "freq", "name", "mode", "member_count", "capacity", "created_at");
        assertThat(list.get(2).get("member_count").intValue()).isEqualTo(1);
        assertThat(list.get(2).get("mode").stringValue()).isEqualTo("conference");
        ann.channelRequest(16, TestServer.CONFERENCE);
        JsonNode info = ann.awaitAck(16);
        assertThat(info.get("peers")).isEqualTo(TestClient.json("[{'user_id':'ann','ssrc':7}]"));
        assertThat(info.size()).isEqualTo(list.get(2).size() + 1);
        assertThat(info.get("name")).isEqualTo(list.get(2).get("name"));
    }

    @Test
    void track_selection_needs_media_which_renegotiation_begins() {
        TestClient ann = server.member("ann", TestServer.CONFERENCE);
        ann.send("{'op':18,'d':{'channel_id':'CH_0004','mid':'1','user_id':'bob'}}");
        ann.expectError(2006);
        ann.send("{'op':17,'d':{'channel_id':'CH_0004','sdp_offer':'bad'}}");
        ann.expectError(2006);
        ann.send("{'op':17,'d':{'channel_id':'CH_0004','sdp_offer':'v=1'}}");
        ann.expect("{'op':200,'d':{'op':17,'data':{'channel_id':'CH_0004','sdp_answer':'answer to v=1'}}}");
        ann.send("{'op':18,'d':{'channel_id':'CH_0004','mid':'1','user_id':null}}");
        ann.awaitAck(18);
        TestClient bob = server.identified("bob");
        bob.send("{'op':11,'d':{'channel_id':'CH_0004','ssrc':2,'sdp_offer':'v=0'}}");
        bob.awaitAck(11);
        bob.send("{'op':17,'id':'r','d':{'channel_id':'CH_0004','sdp_offer':'v=1'}}");
        bob.expect("{'op':200,'id':'r','d':{'op':17,'data':{'channel_id':'CH_0004','sdp_answer':'answer to v=1'}}}");
        bob.send("{'op':17,'d':{'channel_id':'CH_0004','sdp_offer':'bad'}}");
        bob.expectError(2006);
        bob.send("{'op':18,'d':{'channel_id':'CH_0004','mid':'1','user_id':'ann'}}");
        bob.expect("{'op':200,'d':{'op':18,'data':{'channel_id':'CH_0004'}}}");
        bob.expect("{'op':100,'d':{'event':'tracks','channel_id':'CH_0004','data':{'slots':"
                + "[{'mid':'1','kind':'audio','user_id':'ann'}]}}}");
        bob.send("{'op':18,'d':{'channel_id':'CH_0004','mid':'1','user_id':null}}");
        bob.awaitAck(18);
        assertThat(bob.awaitEvent("tracks")
                        .get("data")
                        .get("slots")
                        .get(0)
                        .get("user_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void messages_reach_everyone_the_author_included() {
        TestClient ann = server.member("ann", TestServer.CONFERENCE);
        TestClient bob = server.member("bob", TestServer.CONFERENCE);
        ann.send("{'op':20,'d':{'channel_id':'CH_0004','content':'hi \uD83D\uDC4B'}}");
        JsonNode toAuthor = ann.await(101);
        JsonNode toOther = bob.await(101);
        assertThat(toAuthor).isEqualTo(toOther);
        assertThat(toAuthor.get("d").propertyNames())
                .containsExactlyInAnyOrder("message_id", "channel_id", "author_id", "content", "timestamp");
        assertThat(toAuthor.get("d").get("content").stringValue()).isEqualTo("hi \uD83D\uDC4B");
        assertThat(toAuthor.get("d").get("author_id").stringValue()).isEqualTo("ann");
    }

    @Test
    void messages_are_bounded_in_bytes_and_for_members() {
        TestClient ann = server.member("ann", TestServer.CONFERENCE);
        ann.send("{'op':20,'d':{'channel_id':'CH_0004','content':''}}");
        ann.expectError(3000);
        for (String unseen : List.of("  ", "\u200b", "\u3164 \u2800")) {
            ann.send("{'op':20,'d':{'channel_id':'CH_0004','content':'" + unseen + "'}}");
            ann.expectError(3000);
            ann.send("{'op':10,'d':{'channel_id':'BLANK','freq':'0999','channel_name':'" + unseen + "'}}");
            ann.expectError(1004);
        }
        for (String turned : List.of("a\u202eb", "a\u202ab\u202c", "\u2067a\u2069")) {
            ann.send("{'op':10,'d':{'channel_id':'TURNED','freq':'0999','channel_name':'" + turned + "'}}");
            ann.expectError(1004);
        }
        ann.channelRequest(14, "CH_0004");
        assertThat(ann.expectError(2002).get("d").get("reason").stringValue())
                .isEqualTo(
                        "channel CH_0004 is a preset of the server's configuration, which no client changes or deletes");
        ann.send("{'op':20,'d':{'channel_id':'CH_0004','content':'" + "\u00e9".repeat(1001) + "'}}");
        assertThat(ann.expectError(3001).get("d").get("reason").stringValue())
                .isEqualTo("content has 2002 bytes of UTF-8, at most 2000 may be");
        ann.send("{'op':20,'d':{'channel_id':'CH_0004','content':'" + "\u00e9".repeat(1000) + "'}}");
        ann.await(101);
        ann.send("{'op':20,'d':{'channel_id':'CH_0001','content':'hi'}}");
        ann.expectError(3002);
    }

    @Test
    void rest_shows_the_same_as_the_socket() throws Exception {
        TestClient ann = server.member("ann", TestServer.CONFERENCE);
        ann.send("{'op':15}");
        assertThat(Rest.get(server, "/channels", 200)).isEqualTo(ann.awaitAck(15));
        ann.channelRequest(16, TestServer.CONFERENCE);
        assertThat(Rest.get(server, "/channels/CH_0004", 200)).isEqualTo(ann.awaitAck(16));
        assertThat(Rest.get(server, "/channels/nowhere", 404))
                .isEqualTo(TestClient.json("{'error':'no channel has this id'}"));
        assertThat(Rest.get(server, "/channels/", 404).get("error")).isNotNull();
        assertThat(Rest.get(server, "/healthz", 200)).isEqualTo(TestClient.json("{'status':'ok'}"));
        assertThat(Rest.get(server, "/ws", 426).get("error")).isNotNull();
        assertThat(Rest.send(server, "POST", "/channels", 405).get("error")).isNotNull();
    }
}
