package org.livechat.server.kit;

import java.util.List;
import java.util.Optional;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaContext;
import org.livechat.api.media.MediaListener;
import org.livechat.api.part.Settings;
import org.livechat.api.recording.Recorder;
import org.livechat.api.transport.DatagramTransport;

/** What a media plane is made with. */
final class MediaSurroundings extends SectionContext implements MediaContext {
    private final List<CodecProvider> codecs;
    private final List<DatagramTransport> transports;
    private final MediaListener listener;
    private final Optional<Recorder> recorder;

    MediaSurroundings(
            Settings settings,
            Shared shared,
            List<CodecProvider> codecs,
            List<DatagramTransport> transports,
            MediaListener listener,
            Optional<Recorder> recorder) {
        super(settings, shared);
        this.codecs = codecs;
        this.transports = transports;
        this.listener = listener;
        this.recorder = recorder;
    }

    @Override
    public List<CodecProvider> codecs() {
        return codecs;
    }

    @Override
    public List<DatagramTransport> transports() {
        return transports;
    }

    @Override
    public Optional<Recorder> recorder() {
        return recorder;
    }

    @Override
    public MediaListener listener() {
        return listener;
    }
}
