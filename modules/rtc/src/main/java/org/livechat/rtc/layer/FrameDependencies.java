package org.livechat.rtc.layer;

import org.livechat.api.media.PictureLayer;
import org.livechat.rtc.bytes.BitReader;

/**
 * What the dependency descriptors of one stream say of its frames (RTP payload format for AV1 1.0.0, appendix A): the header extension
 * that tells a relay the layers of any codec, so that it need not look into payloads. What is hostile or cut short says nothing.
 */
public final class FrameDependencies {
    private static final int MANDATORY_LENGTH = 3;
    private static final int END_OF_FRAME = 0x40;
    private static final int TEMPLATE_ID = 0x3F;

    private final DependencyTemplates templates = new DependencyTemplates();
    private final BitReader reader = new BitReader(new byte[0], 0, 0, false);

    /** Nothing is announced yet. */
    public FrameDependencies() {}

    /**
     * Reads the descriptor of a packet, in the order in which they come; allocates nothing.
     *
     * @param offset where the data of the element begins
     * @param length its length in bytes
     * @return the {@link PictureLayer} of the packet; {@link PictureLayer#NONE} if the kind of its frame was not announced, as when the
     *     packet that did was lost
     */
    public int read(byte[] buffer, int offset, int length) {
        if (length < MANDATORY_LENGTH) {
            return PictureLayer.NONE;
        }
        int id = buffer[offset] & TEMPLATE_ID;
        int layer = length == MANDATORY_LENGTH ? templates.layer(id) : extended(id, buffer, offset, offset + length);
        boolean ends = (buffer[offset] & END_OF_FRAME) != 0;
        return ends && layer != PictureLayer.NONE ? PictureLayer.withEndOfFrame(layer) : layer;
    }

    /** How many pixels high the picture is in one of its sizes, 0 to {@link PictureLayer#HIGHEST}; 0 if that was not told. */
    public int height(int spatial) {
        return templates.height(spatial);
    }

    private int extended(int id, byte[] buffer, int offset, int end) {
        reader.restart(buffer, offset + MANDATORY_LENGTH, end);
        boolean announces = reader.flag();
        boolean limitsTargets = reader.flag();
        boolean ownIndications = reader.flag();
        reader.skip(2); // custom_fdiffs_flag, custom_chains_flag: behind all that is read
        if (announces) {
            templates.read(reader);
        }
        if (limitsTargets) {
            reader.skip(templates.targetCount());
        }
        int layer = ownIndications ? templates.layer(id, reader) : templates.layer(id);
        return reader.isBeyond() ? PictureLayer.NONE : layer;
    }
}
