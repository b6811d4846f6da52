package org.livechat.fuzz;

import java.nio.charset.StandardCharsets;
import org.livechat.protocol.ClientPacket;
import org.livechat.protocol.PacketCodec;
import org.livechat.protocol.ProtocolException;
import org.livechat.protocol.ServerMessage;

/** Packets of the wire protocol, of clients and of servers: what is read is read back once it is written. */
public final class JsonTarget {
    private JsonTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            ClientPacket packet = PacketCodec.decodeClient(text);
            String written = PacketCodec.encode(packet).toString();
            Property.holds(
                    PacketCodec.encode(PacketCodec.decodeClient(written))
                            .toString()
                            .equals(written),
                    "a client's packet is read back");
        } catch (ProtocolException refused) {
            Property.isSaid(refused);
        }
        try {
            ServerMessage message = PacketCodec.decodeServer(text);
            String written = PacketCodec.encode(message).toString();
            Property.holds(
                    PacketCodec.encode(PacketCodec.decodeServer(written))
                            .toString()
                            .equals(written),
                    "a server's packet is read back");
        } catch (ProtocolException refused) {
            Property.isSaid(refused);
        }
    }
}
