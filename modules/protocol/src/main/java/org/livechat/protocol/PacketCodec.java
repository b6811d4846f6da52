package org.livechat.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Packets to JSON text and back, for both sides of a connection. Decoding ignores keys that it does not know, refuses
 * duplicate ones, and throws nothing but {@link ProtocolException} whatever the text. Thread-safe.
 */
public final class PacketCodec {
    /** The most characters of a text that may be long: a session description or a message. */
    static final int MAX_TEXT = 262_144;

    private static final int CLIENT_PACKET_CHARACTERS = 1 << 20;
    private static final int CLIENT_PACKET_TOKENS = 2_000;
    private static final int SERVER_PACKET_CHARACTERS = 1 << 26;
    private static final int SERVER_PACKET_TOKENS = 10_000_000;
    private static final int INITIAL_BYTES = 256;

    private static final JsonFactory GENERATORS = new JsonFactory();

    private static final Json FROM_CLIENT = new Json(CLIENT_PACKET_CHARACTERS, CLIENT_PACKET_TOKENS);
    private static final Json FROM_SERVER = new Json(SERVER_PACKET_CHARACTERS, SERVER_PACKET_TOKENS);

    private PacketCodec() {}

    /** What a client sent. */
    public static ClientPacket decodeClient(String text) {
        return decode(
                FROM_CLIENT.parse(text),
                (envelope, d) -> new ClientPacket(ClientMessageReader.read(envelope.opcode(), d), envelope.id()));
    }

    /** What a server sent. A client ignores what fails with UNKNOWN_OPCODE: it is an extension. */
    public static ServerMessage decodeServer(String text) {
        return decode(
                FROM_SERVER.parse(text),
                (envelope, d) -> ServerMessageReader.read(envelope.opcode(), d, envelope.id()));
    }

    public static EncodedPacket encode(ClientPacket packet) {
        return encode(
                packet.message().opcode(), packet.id(), json -> ClientMessageWriter.write(json, packet.message()));
    }

    public static EncodedPacket encode(ServerMessage message) {
        return encode(message.opcode(), idOf(message), json -> ServerMessageWriter.write(json, message));
    }

    private static Optional<RequestId> idOf(ServerMessage message) {
        if (message instanceof ServerMessage.Ack ack) {
            return ack.id();
        }
        return message instanceof ServerMessage.Failure failure ? failure.id() : Optional.empty();
    }

    private static EncodedPacket encode(Opcode opcode, Optional<RequestId> id, Consumer<JsonObjectWriter> payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        try (JsonGenerator generator =
                GENERATORS.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            new JsonObjectWriter(generator).object(packet -> {
                packet.put("op", opcode.number());
                id.ifPresent(present -> packet.put("id", present));
                payload.accept(packet);
            });
        }
        return new EncodedPacket(bytes.toByteArray());
    }

    private record Envelope(Opcode opcode, Optional<RequestId> id) {}

    private static <T> T decode(JsonNode root, BiFunction<Envelope, Fields, T> payload) {
        OptionalInt number = OptionalInt.empty();
        Optional<RequestId> id = Optional.empty();
        try {
            Fields packet = new Fields("packet", root);
            id = id(packet, root);
            int op = packet.number("op", Integer.MIN_VALUE, Integer.MAX_VALUE);
            number = OptionalInt.of(op);
            Opcode opcode =
                    Opcode.of(op).orElseThrow(() -> ProtocolException.unknown("op " + op + " is not an opcode"));
            return payload.apply(new Envelope(opcode, id), new Fields(opcode.name(), payloadOf(root)));
        } catch (ProtocolException wrong) {
            throw wrong.inPacket(number, id);
        }
    }

    private static JsonNode payloadOf(JsonNode root) {
        JsonNode d = root.get("d");
        return d == null || d.isNull() ? JsonNodeFactory.instance.objectNode() : d;
    }

    private static Optional<RequestId> id(Fields packet, JsonNode root) {
        JsonNode id = root.get("id");
        if (id == null || id.isNull()) {
            return Optional.empty();
        }
        if (id.isNumber()) {
            return Optional.of(new RequestId.Numeric(id.decimalValue()));
        }
        if (!id.isString()) {
            throw packet.wrong("id", Fields.shown(id), "a string or a number");
        }
        return packet.optionalText("id", 0, RequestId.MAX_LENGTH).map(RequestId.Text::new);
    }
}
