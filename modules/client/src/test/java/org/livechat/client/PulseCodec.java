package org.livechat.client;

import java.util.Optional;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.PayloadNumbering;

/** An audio codec that nobody else has, in place of Opus: it has everything by which a plane could hold on to it. */
final class PulseCodec implements CodecProvider {
    private final byte[] silence = {0};

    /** An offer of a peer with this codec instead of Opus. */
    static String instead(String offer) {
        return offer.replace("opus/48000/2", "pulse/48000");
    }

    @Override
    public String name() {
        return "pulse";
    }

    @Override
    public MediaKind kind() {
        return MediaKind.AUDIO;
    }

    @Override
    public int clockRate() {
        return 48_000;
    }

    @Override
    public boolean isKeyframe(byte[] payload, int offset, int length) {
        return true;
    }

    @Override
    public Optional<byte[]> silenceFrame(String parameters) {
        return Optional.of(silence.clone());
    }

    @Override
    public Optional<PayloadNumbering> numbering() {
        return Optional.of(new PayloadNumbering() {
            private final CodecProvider maker = PulseCodec.this;

            @Override
            public void begin() {
                maker.name();
            }

            @Override
            public void continueIn(byte[] payload, int offset, int length) {
                // The numbers are the talker's own.
            }
        });
    }
}
