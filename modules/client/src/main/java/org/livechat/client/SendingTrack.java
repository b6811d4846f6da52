package org.livechat.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.livechat.rtc.srtp.SrtpSender;

/**
 * One stream that a {@link LoopPeer} sends: numbers, protects and sends packets at once, on the caller's thread. All
 * tracks of a peer belong to one thread, which need not be the loop's.
 */
public final class SendingTrack {
    private static final int BUFFER_BYTES = 2048;

    /** The largest payload that fits into the datagrams of the network and of the server, in bytes. */
    public static final int MOST_PAYLOAD_BYTES = 1200;

    private final DatagramChannel channel;
    private final OutgoingTrack track;
    private final int payloadType;
    private final SrtpSender cipher;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private final AtomicLong failures = new AtomicLong();

    SendingTrack(DatagramChannel channel, OutgoingTrack track, int payloadType, SrtpSender cipher) {
        this.channel = channel;
        this.track = track;
        this.payloadType = payloadType;
        this.cipher = cipher;
    }

    /**
     * Sends one packet.
     *
     * @param marker the marker bit
     * @param timestampTicks in the section's clock
     * @param audioLevel 0 (loudest) to 127 dB below overload; of no meaning for video
     * @param payload at most {@link #MOST_PAYLOAD_BYTES}
     * @return false if the kernel had no room for it, or the peer is closed
     */
    public boolean send(boolean marker, int timestampTicks, int audioLevel, byte[] payload) {
        var clear = track.write(buffer, payloadType, marker, timestampTicks, audioLevel, payload);
        var length = cipher.protect(buffer, 0, clear);
        if (length < 0) {
            throw new IllegalStateException("a packet could not be protected: " + length);
        }
        view.clear().limit(length);
        try {
            if (channel.write(view) == length) {
                return true;
            }
        } catch (ClosedChannelException _) {
            return false;
        } catch (IOException _) {
            // An ICMP error of an earlier datagram surfaces here; the socket is still good.
        }
        failures.incrementAndGet();
        return false;
    }

    /** Packets that did not get into the kernel. */
    public long failures() {
        return failures.get();
    }
}
