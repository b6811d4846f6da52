package org.livechat.api.media;

import java.util.List;
import java.util.Optional;
import org.livechat.api.part.PartContext;
import org.livechat.api.recording.Recorder;
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

    /** What keeps what is said in recorded channels, where there is such a part. */
    default Optional<Recorder> recorder() {
        return Optional.empty();
    }

    /** Told what happens. */
    MediaListener listener();
}
