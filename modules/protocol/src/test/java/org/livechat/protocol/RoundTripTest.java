package org.livechat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.livechat.api.ChannelMode;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.api.media.IceServer;
import org.livechat.api.media.IceServers;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.MediaListener;
import org.livechat.api.media.SlotAssignment;
import org.livechat.protocol.ClientMessage.AnnouncedTrack;

/** Every message survives its encoding, and its JSON has the keys of the wire protocol. */
class RoundTripTest {
    private static final IceServers ICE_SERVERS = new IceServers(
            List.of(
                    new IceServer(List.of("stun:stun.example.org"), Optional.empty(), Optional.empty()),
                    new IceServer(
                            List.of("turn:192.0.2.7", "turns:[2001:db8::7]:443"),
                            Optional.of("5:u"),
                            Optional.of("c"))),
            Optional.of(Duration.ofSeconds(5)));

    private static final ChannelEntry ENTRY =
            new ChannelEntry("CH_0001", "0001", "Alpha \uD83D\uDE80", ChannelMode.PTT, 2, 20, 1_700_000_000_123L);

    @ParameterizedTest
    @MethodSource
    void client_message_survives(String json, ClientMessage message) {
        EncodedPacket encoded = PacketCodec.encode(new ClientPacket(message, Optional.empty()));
        assertThat(encoded).hasToString(json.replace('\'', '"'));
        assertThat(PacketCodec.decodeClient(encoded.toString()).message()).isEqualTo(message);
    }

    static Stream<Object[]> client_message_survives() {
        return Stream.of(
                row("{'op':1,'d':null}", new ClientMessage.Heartbeat()),
                row(
                        "{'op':3,'d':{'user_id':'ann','token':'t','priority':7}}",
                        new ClientMessage.Identify("ann", "t", 7)),
                row(
                        "{'op':3,'d':{'user_id':'ann','token':'t','priority':7,'resume':'s','received':5}}",
                        new ClientMessage.Identify(
                                "ann", "t", 7, Optional.of(new ClientMessage.Resume("s", OptionalLong.of(5))))),
                row(
                        "{'op':3,'d':{'user_id':'ann','token':'t','priority':7,'resume':'s'}}",
                        new ClientMessage.Identify(
                                "ann", "t", 7, Optional.of(new ClientMessage.Resume("s", OptionalLong.empty())))),
                row(
                        "{'op':10,'d':{'channel_id':'c','freq':'0101','channel_name':'n','mode':'conference','capacity':5}}",
                        new ClientMessage.ChannelCreate("c", "0101", "n", ChannelMode.CONFERENCE, OptionalInt.of(5))),
                row(
                        "{'op':10,'d':{'channel_id':'c','freq':'0101','channel_name':'n','mode':'ptt','record':true}}",
                        new ClientMessage.ChannelCreate(
                                "c", "0101", "n", ChannelMode.PTT, OptionalInt.empty(), Optional.empty(), true)),
                row(
                        "{'op':10,'d':{'channel_id':'c','freq':'0101','channel_name':'n','mode':'ptt',"
                                + "'floor':{'profile':'mcptt','policy':'fifo','queue_limit':0}}}",
                        new ClientMessage.ChannelCreate(
                                "c",
                                "0101",
                                "n",
                                ChannelMode.PTT,
                                OptionalInt.empty(),
                                Optional.of(new ClientMessage.FloorWish(
                                        Optional.of("mcptt"), Optional.of("fifo"), OptionalInt.of(0))))),
                row(
                        "{'op':11,'d':{'channel_id':'c','ssrc':4294967295,'ufrag':'u','sdp_offer':'v=0\\r\\n',"
                                + "'tracks':[{'kind':'audio','ssrc':1}],'listen_only':true}}",
                        new ClientMessage.ChannelJoin(
                                "c",
                                0xFFFF_FFFFL,
                                Optional.of("u"),
                                Optional.of("v=0\r\n"),
                                List.of(new AnnouncedTrack(MediaKind.AUDIO, 1)),
                                true)),
                row("{'op':12,'d':{'channel_id':'c'}}", new ClientMessage.ChannelLeave("c")),
                row(
                        "{'op':13,'d':{'channel_id':'c','channel_name':'n','capacity':9}}",
                        new ClientMessage.ChannelUpdate("c", "n", OptionalInt.of(9))),
                row("{'op':14,'d':{'channel_id':'c'}}", new ClientMessage.ChannelDelete("c")),
                row("{'op':15,'d':null}", new ClientMessage.ChannelList()),
                row("{'op':16,'d':{'channel_id':'c'}}", new ClientMessage.ChannelInfo("c")),
                row("{'op':17,'d':{'channel_id':'c','sdp_offer':'v=0'}}", new ClientMessage.Renegotiate("c", "v=0")),
                row(
                        "{'op':18,'d':{'channel_id':'c','mid':'1','user_id':null,'layer':'h','height':180}}",
                        new ClientMessage.TrackSelect(
                                "c", "1", Optional.empty(), Optional.of("h"), OptionalInt.of(180))),
                row(
                        "{'op':20,'d':{'channel_id':'c','content':'\uD83D\uDE80'}}",
                        new ClientMessage.MessageCreate("c", "\uD83D\uDE80")),
                row(
                        "{'op':30,'d':{'channel_id':'c','priority':0,'indicator':'imminent_peril'}}",
                        new ClientMessage.FloorRequest("c", OptionalInt.of(0), FloorIndicator.IMMINENT_PERIL)),
                row(
                        "{'op':21,'d':{'channel_id':'c','kind':'bursts','before':7,'limit':100}}",
                        new ClientMessage.History("c", ClientMessage.HistoryKind.BURSTS, OptionalLong.of(7), 100)),
                row("{'op':31,'d':{'channel_id':'c'}}", new ClientMessage.FloorRelease("c")),
                row("{'op':40,'d':null}", new ClientMessage.IceServersRequest()),
                row("{'op':32,'d':{'channel_id':'c'}}", new ClientMessage.FloorPing("c")));
    }

    @ParameterizedTest
    @MethodSource
    void server_message_survives(String json, ServerMessage message) {
        EncodedPacket encoded = PacketCodec.encode(message);
        assertThat(encoded).hasToString(json.replace('\'', '"'));
        assertThat(PacketCodec.decodeServer(encoded.toString())).isEqualTo(message);
        assertThat(encoded.size()).isEqualTo(encoded.payload().remaining());
    }

    static Stream<Object[]> server_message_survives() {
        Optional<RequestId> noId = Optional.empty();
        ChannelMember ann = new ChannelMember("ann", 7);
        return Stream.of(
                row("{'op':0,'d':{'heartbeat_interval':30000}}", new ServerMessage.Hello(Duration.ofSeconds(30))),
                row("{'op':2,'d':null}", new ServerMessage.HeartbeatAck()),
                row(
                        "{'op':4,'d':{'session_id':'s','user_id':'u'}}",
                        new ServerMessage.Ready("s", "u", OptionalInt.empty())),
                row(
                        "{'op':4,'d':{'session_id':'s','user_id':'u','message_bytes':2000}}",
                        new ServerMessage.Ready("s", "u", OptionalInt.of(2000))),
                row(
                        "{'op':4,'d':{'session_id':'s','user_id':'u','message_bytes':2000,'resume_timeout':15000,"
                                + "'resumed':true,'received':3}}",
                        new ServerMessage.Ready(
                                "s",
                                "u",
                                OptionalInt.of(2000),
                                Optional.of(Duration.ofSeconds(15)),
                                OptionalLong.of(3))),
                row(
                        "{'op':4,'d':{'session_id':'s','user_id':'u','ice_servers':[{'urls':['stun:stun.example.org']},"
                                + "{'urls':['turn:192.0.2.7','turns:[2001:db8::7]:443'],'username':'5:u','credential':'c'}],"
                                + "'ice_lifetime':5000}}",
                        new ServerMessage.Ready(
                                "s", "u", OptionalInt.empty(), Optional.empty(), OptionalLong.empty(), ICE_SERVERS)),
                row(
                        "{'op':50,'d':{'channel_id':'c','user_id':'u','duration':30000}}",
                        new ServerMessage.FloorGranted("c", "u", Duration.ofSeconds(30))),
                row(
                        "{'op':51,'d':{'channel_id':'c','reason':'full','cause':7}}",
                        new ServerMessage.FloorDeny("c", "full", FloorDenyCause.QUEUE_FULL)),
                row(
                        "{'op':52,'d':{'channel_id':'c','cause':'preempted','cause_code':4}}",
                        new ServerMessage.FloorRevoke("c", FloorRevokeCause.PREEMPTED)),
                row(
                        "{'op':53,'d':{'channel_id':'c','user_id':'u','indicator':'emergency'}}",
                        new ServerMessage.FloorTaken("c", "u", FloorIndicator.EMERGENCY)),
                row("{'op':54,'d':{'channel_id':'c'}}", new ServerMessage.FloorIdle("c")),
                row(
                        "{'op':55,'d':{'channel_id':'c','queue_position':1,'queue_size':2}}",
                        new ServerMessage.FloorQueuePosInfo("c", 1, 2)),
                row("{'op':56,'d':{'channel_id':'c'}}", new ServerMessage.FloorPong("c")),
                row(
                        "{'op':100,'d':{'event':'join','channel_id':'c','member':{'user_id':'ann','ssrc':7}}}",
                        new ServerMessage.MemberJoined("c", ann)),
                row(
                        "{'op':100,'d':{'event':'leave','channel_id':'c','member':{'user_id':'ann','ssrc':7}}}",
                        new ServerMessage.MemberLeft("c", ann)),
                row(
                        "{'op':100,'d':{'event':'update','channel_id':'c','member':{'user_id':'system','ssrc':0},"
                                + "'data':{'channel_name':'n','capacity':3}}}",
                        new ServerMessage.ChannelUpdated("c", Optional.of("n"), OptionalInt.of(3))),
                row(
                        "{'op':100,'d':{'event':'delete','channel_id':'c','member':{'user_id':'system','ssrc':0}}}",
                        new ServerMessage.ChannelDeleted("c")),
                row(
                        "{'op':100,'d':{'event':'drain','channel_id':'c','data':{'limit_ms':20000}}}",
                        new ServerMessage.Draining("c", Duration.ofSeconds(20))),
                row("{'op':100,'d':{'event':'undrain','channel_id':'c'}}", new ServerMessage.DrainEnded("c")),
                row("{'op':100,'d':{'event':'mute','channel_id':'c'}}", new ServerMessage.Muted("c")),
                row("{'op':100,'d':{'event':'recorded','channel_id':'c'}}", new ServerMessage.Recorded("c")),
                row("{'op':100,'d':{'event':'unmute','channel_id':'c'}}", new ServerMessage.Unmuted("c")),
                row(
                        "{'op':100,'d':{'event':'media_ended','channel_id':'c','data':{'reason':'consent_expired'}}}",
                        new ServerMessage.MediaEnded("c", MediaListener.Reason.CONSENT_EXPIRED)),
                row(
                        "{'op':100,'d':{'event':'tracks','channel_id':'c','data':{'slots':["
                                + "{'mid':'0','kind':'audio','user_id':'ann'},{'mid':'1','kind':'video','user_id':null,'paused':true},"
                                + "{'mid':'2','kind':'video','user_id':'ben','undecodable':'H264'}]}}}",
                        new ServerMessage.TracksChanged(
                                "c",
                                List.of(
                                        new SlotAssignment("0", MediaKind.AUDIO, Optional.of("ann")),
                                        new SlotAssignment("1", MediaKind.VIDEO, Optional.empty(), true),
                                        new SlotAssignment(
                                                "2",
                                                MediaKind.VIDEO,
                                                Optional.of("ben"),
                                                false,
                                                Optional.of("H264"))))),
                row(
                        "{'op':101,'d':{'message_id':'m','channel_id':'c','author_id':'u','content':'hi','timestamp':1700000000123}}",
                        new ServerMessage.MessageEvent("m", "c", "u", "hi", 1_700_000_000_123L)),
                row(
                        "{'op':200,'d':{'op':10,'data':{'channel_id':'c','freq':'0101','channel_name':'n','mode':'ptt'}}}",
                        new ServerMessage.Ack(
                                Opcode.CHANNEL_CREATE, new AckData.Created("c", "0101", "n", ChannelMode.PTT), noId)),
                row(
                        "{'op':200,'d':{'op':11,'data':{'channel_id':'c','mode':'ptt','sdp_answer':null,"
                                + "'active_members':[{'user_id':'ann','ssrc':7}]}}}",
                        new ServerMessage.Ack(
                                Opcode.CHANNEL_JOIN,
                                new AckData.Joined("c", ChannelMode.PTT, Optional.empty(), List.of(ann)),
                                noId)),
                row(
                        "{'op':200,'d':{'op':12,'data':{'channel_id':'c'}}}",
                        new ServerMessage.Ack(Opcode.CHANNEL_LEAVE, new AckData.Done("c"), noId)),
                row(
                        "{'op':200,'d':{'op':13,'data':{'channel_id':'c','channel_name':'n'}}}",
                        new ServerMessage.Ack(Opcode.CHANNEL_UPDATE, new AckData.Updated("c", "n"), noId)),
                row(
                        "{'op':200,'d':{'op':15,'data':[{'channel_id':'CH_0001','freq':'0001','name':'Alpha \uD83D\uDE80',"
                                + "'mode':'ptt','member_count':2,'capacity':20,'created_at':1700000000123}]}}",
                        new ServerMessage.Ack(Opcode.CHANNEL_LIST, new AckData.Listing(List.of(ENTRY)), noId)),
                row(
                        "{'op':200,'id':'r1','d':{'op':16,'data':{'channel_id':'CH_0001','freq':'0001','name':'Alpha \uD83D\uDE80',"
                                + "'mode':'ptt','member_count':2,'capacity':20,'created_at':1700000000123,"
                                + "'peers':[{'user_id':'ann','ssrc':7}]}}}",
                        new ServerMessage.Ack(
                                Opcode.CHANNEL_INFO,
                                new AckData.Details(ENTRY, List.of(ann)),
                                Optional.of(new RequestId.Text("r1")))),
                row(
                        "{'op':200,'d':{'op':17,'data':{'channel_id':'c','sdp_answer':'v=0'}}}",
                        new ServerMessage.Ack(Opcode.RENEGOTIATE, new AckData.Renegotiated("c", "v=0"), noId)),
                row(
                        "{'op':200,'d':{'op':21,'data':{'channel_id':'c','kind':'messages','entries':[{'message_id':'m',"
                                + "'author_id':'ann','content':'\uD83D\uDE80','timestamp':1700000000123}],'before':9}}}",
                        new ServerMessage.Ack(
                                Opcode.HISTORY,
                                new AckData.PastMessages(
                                        "c",
                                        List.of(new AckData.PastMessage(
                                                "m", "ann", "\uD83D\uDE80", 1_700_000_000_123L)),
                                        OptionalLong.of(9),
                                        false),
                                noId)),
                row(
                        "{'op':200,'d':{'op':21,'data':{'channel_id':'c','kind':'bursts','entries':[{'user_id':'ann',"
                                + "'indicator':'emergency','started_at':1700000000123,'duration':1500,'ending':'released',"
                                + "'epoch':4,'sequence':5}],'partial':true}}}",
                        new ServerMessage.Ack(
                                Opcode.HISTORY,
                                new AckData.PastBursts(
                                        "c",
                                        List.of(new AckData.PastBurst(
                                                "ann",
                                                FloorIndicator.EMERGENCY,
                                                1_700_000_000_123L,
                                                Duration.ofMillis(1500),
                                                "released",
                                                4,
                                                5,
                                                List.of())),
                                        OptionalLong.empty(),
                                        true,
                                        false),
                                noId)),
                row(
                        "{'op':200,'d':{'op':21,'data':{'channel_id':'c','kind':'bursts','entries':[{'user_id':'ann',"
                                + "'indicator':'normal','started_at':1700000000123,'duration':1500,'ending':'released',"
                                + "'epoch':4,'sequence':5,'recordings':['20231114-1','20231114-2']}],'replay':true}}}",
                        new ServerMessage.Ack(
                                Opcode.HISTORY,
                                new AckData.PastBursts(
                                        "c",
                                        List.of(new AckData.PastBurst(
                                                "ann",
                                                FloorIndicator.NORMAL,
                                                1_700_000_000_123L,
                                                Duration.ofMillis(1500),
                                                "released",
                                                4,
                                                5,
                                                List.of("20231114-1", "20231114-2"))),
                                        OptionalLong.empty(),
                                        false,
                                        true),
                                noId)),
                row(
                        "{'op':200,'d':{'op':40,'data':{}}}",
                        new ServerMessage.Ack(Opcode.ICE_SERVERS, new AckData.Reachable(IceServers.NONE), noId)),
                row(
                        "{'op':200,'d':{'op':40,'data':{'ice_servers':[{'urls':['stun:stun.example.org']},"
                                + "{'urls':['turn:192.0.2.7','turns:[2001:db8::7]:443'],'username':'5:u','credential':'c'}],"
                                + "'ice_lifetime':5000}}}",
                        new ServerMessage.Ack(Opcode.ICE_SERVERS, new AckData.Reachable(ICE_SERVERS), noId)),
                row(
                        "{'op':201,'id':12,'d':{'code':2000,'reason':'no such channel','op':11}}",
                        new ServerMessage.Failure(
                                2000, "no such channel", OptionalInt.of(11), Optional.of(new RequestId.Numeric(12)))),
                row(
                        "{'op':201,'d':{'code':1005,'reason':'replaced'}}",
                        new ServerMessage.Failure(1005, "replaced", OptionalInt.empty(), noId)));
    }

    @Test
    void every_opcode_is_covered() {
        var covered = Stream.concat(
                        client_message_survives().map(row -> ((ClientMessage) row[1]).opcode()),
                        server_message_survives().map(row -> ((ServerMessage) row[1]).opcode()))
                .collect(Collectors.toSet());
        assertThat(covered).containsExactlyInAnyOrderElementsOf(Arrays.asList(Opcode.values()));
    }

    private static Object[] row(String json, Object message) {
        return new Object[] {json, message};
    }
}
