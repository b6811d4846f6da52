package org.livechat.protocol;

import java.util.Optional;

/** A client's message and the id it wants repeated in the answer. */
public record ClientPacket(ClientMessage message, Optional<RequestId> id) {}
