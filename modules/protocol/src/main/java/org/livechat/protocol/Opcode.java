package org.livechat.protocol;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a packet is, by the number in its {@code op}. */
public enum Opcode {
    HELLO(0, Sender.SERVER),
    HEARTBEAT(1, Sender.CLIENT),
    HEARTBEAT_ACK(2, Sender.SERVER),
    IDENTIFY(3, Sender.CLIENT),
    READY(4, Sender.SERVER),
    CHANNEL_CREATE(10, Sender.CLIENT),
    CHANNEL_JOIN(11, Sender.CLIENT),
    CHANNEL_LEAVE(12, Sender.CLIENT),
    CHANNEL_UPDATE(13, Sender.CLIENT),
    CHANNEL_DELETE(14, Sender.CLIENT),
    CHANNEL_LIST(15, Sender.CLIENT),
    CHANNEL_INFO(16, Sender.CLIENT),
    RENEGOTIATE(17, Sender.CLIENT),
    TRACK_SELECT(18, Sender.CLIENT),
    MESSAGE_CREATE(20, Sender.CLIENT),
    HISTORY(21, Sender.CLIENT),
    FLOOR_REQUEST(30, Sender.CLIENT),
    FLOOR_RELEASE(31, Sender.CLIENT),
    FLOOR_PING(32, Sender.CLIENT),
    ICE_SERVERS(40, Sender.CLIENT),
    FLOOR_GRANTED(50, Sender.SERVER),
    FLOOR_DENY(51, Sender.SERVER),
    FLOOR_REVOKE(52, Sender.SERVER),
    FLOOR_TAKEN(53, Sender.SERVER),
    FLOOR_IDLE(54, Sender.SERVER),
    FLOOR_QUEUE_POS_INFO(55, Sender.SERVER),
    FLOOR_PONG(56, Sender.SERVER),
    CHANNEL_EVENT(100, Sender.SERVER),
    MESSAGE_EVENT(101, Sender.SERVER),
    ACK(200, Sender.SERVER),
    ERROR(201, Sender.SERVER);

    /** The one side that may send an opcode. */
    public enum Sender {
        CLIENT,
        SERVER
    }

    private static final Map<Integer, Opcode> BY_NUMBER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Opcode::number, Function.identity()));

    private final int number;
    private final Sender sender;

    Opcode(int number, Sender sender) {
        this.number = number;
        this.sender = sender;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    public Sender sender() {
        return sender;
    }

    /** The opcode with this number, if there is one. */
    public static Optional<Opcode> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }
}
