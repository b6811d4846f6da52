package org.livechat.api.media;

import java.util.List;
import org.livechat.api.part.PartContext;
import org.livechat.api.transport.DatagramTransport;

/**
 * What a media plane has to work with.
 *
 * @since 1
 */
public interface MediaContext extends PartContext {
    /** The codecs there are, in the order of preference; {@link MediaPlane#useCodecs} tells of later ones. */
    List<CodecProvider> codecs();

    /** The datagram transports there are. */
    List<DatagramTransport> transports();

    /** Told what happens. */
    MediaListener listener();
}
