package org.livechat.media.tcp;

import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.PeerAddress;

/** Stands for the one who takes packets until there is one. */
final class DeafHandler implements TcpHandler {
    @Override
    public boolean hasRoom(PeerAddress from) {
        return true;
    }

    @Override
    public void received(byte[] buffer, int offset, int length, PeerAddress from) {}

    @Override
    public @Nullable ReadAllowance allowance(PeerAddress address) {
        return null;
    }

    @Override
    public void closed(PeerAddress address) {}
}
