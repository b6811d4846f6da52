package org.livechat.protocol;

import java.util.Optional;
import java.util.OptionalInt;
import org.livechat.api.ErrorCode;

/**
 * A packet that is none: not JSON, an unknown opcode, a key that is missing or has the wrong type or value. Carries what
 * could be read of it, so that the answer can name the request.
 */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient OptionalInt opcode;
    private final transient Optional<RequestId> id;

    ProtocolException(ErrorCode code, String reason, OptionalInt opcode, Optional<RequestId> id) {
        super(reason, null, false, false);
        this.code = code;
        this.opcode = opcode;
        this.id = id;
    }

    static ProtocolException invalid(String reason) {
        return new ProtocolException(ErrorCode.INVALID_PAYLOAD, reason, OptionalInt.empty(), Optional.empty());
    }

    static ProtocolException unknown(String reason) {
        return new ProtocolException(ErrorCode.UNKNOWN_OPCODE, reason, OptionalInt.empty(), Optional.empty());
    }

    ProtocolException inPacket(OptionalInt packetOpcode, Optional<RequestId> packetId) {
        return new ProtocolException(code, reason(), packetOpcode, packetId);
    }

    /** INVALID_PAYLOAD or UNKNOWN_OPCODE. */
    public ErrorCode code() {
        return code;
    }

    /** What was wrong, with the key and the value, and what would be right. Safe to send to the peer. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The packet's {@code op}, if it had one. */
    public OptionalInt opcode() {
        return opcode;
    }

    /** The packet's {@code id}, if it had one. */
    public Optional<RequestId> id() {
        return id;
    }
}
