package org.livechat.media.inbound;

import org.jspecify.annotations.Nullable;
import org.livechat.api.media.PictureLayer;
import org.livechat.media.format.Codec;
import org.livechat.media.format.ExtensionIds;
import org.livechat.media.format.Format;
import org.livechat.media.format.PacketExtensions;
import org.livechat.rtc.rtp.Retransmission;
import org.livechat.rtc.rtp.RtpHeaderExtension;
import org.livechat.rtc.rtp.RtpPacket;

/** An RTP packet that a worker is relaying, decrypted and taken apart once for all listeners. Reused. */
public final class InboundPacket {
    private static final int[] NO_HEIGHTS = {};
    private static final PacketExtensions NO_EXTENSIONS = new PacketExtensions();

    private final PacketExtensions extensions = new PacketExtensions();
    private byte[] buffer = {};
    private int payloadOffset;
    private int payloadLength;
    private boolean marker;
    private int sequence;
    private int timestamp;
    private int transportSequence;
    private long descriptor;
    private boolean keyframe;
    private int pictureHeight;
    private int[] layerHeights = NO_HEIGHTS;
    private int layer;
    private @Nullable Stream stream;
    private @Nullable Format format;

    /**
     * Takes a packet apart.
     *
     * @param ids the sender's ids of header extensions
     * @return false when it lies about its lengths
     */
    public boolean read(byte[] bytes, int offset, int length, ExtensionIds ids) {
        int payload = RtpPacket.payloadLength(bytes, offset, length);
        if (payload < 0) {
            return false;
        }
        buffer = bytes;
        payloadOffset = offset + RtpPacket.headerLength(bytes, offset, length);
        payloadLength = payload;
        marker = RtpPacket.marker(bytes, offset);
        sequence = RtpPacket.sequenceNumber(bytes, offset);
        timestamp = RtpPacket.timestamp(bytes, offset);
        extensions.read(bytes, offset, length, ids);
        transportSequence = PacketExtensions.transportSequence(bytes, offset, length, ids);
        descriptor = RtpHeaderExtension.find(bytes, offset, length, ids.dependencyDescriptor());
        return true;
    }

    /**
     * Becomes the packet that it sends again (RFC 4588 4), but for the timestamp, which is the same.
     *
     * @return false if it sends none again, being there to measure the network
     */
    public boolean readRetransmission() {
        if (!Retransmission.isPresent(payloadLength)) {
            return false;
        }
        sequence = Retransmission.originalSequence(buffer, payloadOffset);
        payloadOffset += Retransmission.HEADER_LENGTH;
        payloadLength = Retransmission.originalLength(payloadLength);
        return true;
    }

    /**
     * Becomes one that this packet carries once more (RFC 2198), with a payload that lies in the same buffer. What the extensions of
     * the one say is not true of the other.
     */
    public void restoredFrom(InboundPacket carrier, int itsSequence, int itsTimestamp, int offset, int length) {
        buffer = carrier.buffer;
        payloadOffset = offset;
        payloadLength = length;
        marker = false;
        sequence = itsSequence;
        timestamp = itsTimestamp;
        transportSequence = -1;
        descriptor = RtpHeaderExtension.NOT_FOUND;
        extensions.copyOf(NO_EXTENSIONS);
    }

    /** Keeps one of the payloads that it carries as its own (RFC 2198 3). */
    public void strippedTo(int offset, int length) {
        payloadOffset = offset;
        payloadLength = length;
    }

    /**
     * Says whose it is; asks the codec whether a listener could begin with it, and which layer it is of, where its payload does not
     * say, the dependency descriptor.
     */
    public void belongsTo(Stream newStream, Codec codec) {
        stream = newStream;
        format = codec.format();
        keyframe = codec.provider().isKeyframe(buffer, payloadOffset, payloadLength);
        layer = codec.provider().layer(buffer, payloadOffset, payloadLength);
        boolean described = layer == PictureLayer.NONE && descriptor != RtpHeaderExtension.NOT_FOUND;
        if (described) {
            layer = newStream
                    .dependencies()
                    .read(buffer, RtpHeaderExtension.position(descriptor), RtpHeaderExtension.length(descriptor));
        }
        pictureHeight = keyframe ? codec.provider().pictureHeight(buffer, payloadOffset, payloadLength) : 0;
        if (keyframe && layer != PictureLayer.NONE) {
            for (int spatial = 0; spatial <= PictureLayer.HIGHEST; spatial++) {
                heights()[spatial] = described
                        ? newStream.dependencies().height(spatial)
                        : codec.provider().pictureHeight(buffer, payloadOffset, payloadLength, spatial);
            }
        }
    }

    /** Becomes the same packet with a payload of its own, at the start of {@code room}. */
    public void copyOf(InboundPacket other, byte[] room) {
        System.arraycopy(other.buffer, other.payloadOffset, room, 0, other.payloadLength);
        copyOf(other, room, 0);
    }

    /** Becomes the same packet, whose payload lies there already. */
    public void copyOf(InboundPacket other, byte[] room, int offset) {
        buffer = room;
        payloadOffset = offset;
        payloadLength = other.payloadLength;
        marker = other.marker;
        sequence = other.sequence;
        timestamp = other.timestamp;
        extensions.copyOf(other.extensions);
        stream = other.stream;
        format = other.format;
        keyframe = other.keyframe;
        layer = other.layer;
    }

    /** Lets go of whose it was. */
    public void forget() {
        stream = null;
        format = null;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    public boolean marker() {
        return marker;
    }

    public int sequence() {
        return sequence;
    }

    public int timestamp() {
        return timestamp;
    }

    /** Its number among all packets of its sender, 0 to 65535, or -1 if it says none. */
    public int transportSequence() {
        return transportSequence;
    }

    /** The header extensions to pass on. */
    public PacketExtensions extensions() {
        return extensions;
    }

    /** Whether a decoder can start here. Always true for audio. */
    public boolean keyframe() {
        return keyframe;
    }

    /** How many pixels high its picture is, if it begins a keyframe that says so, else 0. */
    public int pictureHeight() {
        return pictureHeight;
    }

    /** How many pixels high the spatial layers of a keyframe that it begins are, 0 where it does not say; empty if it has none. */
    int[] layerHeights() {
        return keyframe && layer != PictureLayer.NONE ? layerHeights : NO_HEIGHTS;
    }

    // Not when somebody asks: a reused packet that knew its codec would hold a plug-in that has gone.
    private int[] heights() {
        if (layerHeights.length == 0) {
            layerHeights = new int[PictureLayer.HIGHEST + 1];
        }
        return layerHeights;
    }

    /** Which layer of its picture it is of, as a {@link PictureLayer}. */
    public int layer() {
        return layer;
    }

    public Stream stream() {
        if (stream == null) {
            throw new IllegalStateException("belongsTo() comes first");
        }
        return stream;
    }

    public Format format() {
        if (format == null) {
            throw new IllegalStateException("belongsTo() comes first");
        }
        return format;
    }
}
