package org.livechat.api.media;

import java.util.List;
import org.livechat.api.part.PartContext;

/**
 * What a media plane has to work with.
 *
 * @since 1
 */
public interface MediaContext extends PartContext {
    /** The codecs there are. */
    List<CodecProvider> codecs();

    /** Told what happens. */
    MediaListener listener();
}
