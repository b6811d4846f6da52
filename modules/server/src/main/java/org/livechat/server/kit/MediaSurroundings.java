package org.livechat.server.kit;

import java.util.List;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaContext;
import org.livechat.api.media.MediaListener;
import org.livechat.api.part.Settings;

/** What a media plane is made with. */
final class MediaSurroundings extends SectionContext implements MediaContext {
    private final List<CodecProvider> codecs;
    private final MediaListener listener;

    MediaSurroundings(Settings settings, Shared shared, List<CodecProvider> codecs, MediaListener listener) {
        super(settings, shared);
        this.codecs = codecs;
        this.listener = listener;
    }

    @Override
    public List<CodecProvider> codecs() {
        return codecs;
    }

    @Override
    public MediaListener listener() {
        return listener;
    }
}
