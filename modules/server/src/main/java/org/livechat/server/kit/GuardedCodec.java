package org.livechat.server.kit;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.livechat.api.media.CodecProvider;
import org.livechat.api.media.MediaKind;
import org.livechat.api.media.PayloadNumbering;
import org.livechat.api.media.PictureLayer;
import org.livechat.server.provider.Provided;
import org.livechat.server.provider.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plug-in's codec whose failures are its own: the first one is in the log, and from then on it is negotiated no more and asked
 * nothing. What is relayed already goes on, every payload taken for one that a decoder can start with. Any thread.
 */
final class GuardedCodec implements CodecProvider {
    private static final Logger log = LoggerFactory.getLogger(GuardedCodec.class);

    private final Provided provided;
    private final CodecProvider codec;
    private final MediaKind kind;
    private final int clockRate;
    private final int channels;
    private volatile boolean failed;

    /** @param codec what it is with its settings, and has answered for itself once */
    GuardedCodec(Provided provided, CodecProvider codec) {
        this.provided = provided;
        this.codec = codec;
        this.kind = codec.kind();
        this.clockRate = codec.clockRate();
        this.channels = codec.channels();
    }

    @Override
    public String name() {
        return provided.name();
    }

    @Override
    public String section() {
        return provided.section().path();
    }

    @Override
    public MediaKind kind() {
        return kind;
    }

    @Override
    public int clockRate() {
        return clockRate;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public OptionalInt staticPayloadType() {
        return asked("staticPayloadType()", codec::staticPayloadType, OptionalInt.empty());
    }

    @Override
    public Optional<String> answerParameters(String offered) {
        return asked("answerParameters()", () -> codec.answerParameters(offered), Optional.empty());
    }

    @Override
    public String formatKey(String parameters) {
        return asked("formatKey()", () -> codec.formatKey(parameters), "");
    }

    @Override
    public Optional<byte[]> silenceFrame(String parameters) {
        return asked("silenceFrame()", () -> codec.silenceFrame(parameters), Optional.empty());
    }

    @Override
    public Optional<PayloadNumbering> numbering() {
        Optional<PayloadNumbering> made = asked("numbering()", codec::numbering, Optional.empty());
        return made.map(Numbering::new);
    }

    // Asked of each packet, so without a lambda that holds its arguments.
    @Override
    public boolean isKeyframe(byte[] payload, int offset, int length) {
        if (failed) {
            return true;
        }
        try {
            return codec.isKeyframe(payload, offset, length);
        } catch (Throwable e) {
            fail("isKeyframe()", e);
            return true;
        }
    }

    @Override
    public int pictureHeight(byte[] payload, int offset, int length) {
        if (failed) {
            return 0;
        }
        try {
            return codec.pictureHeight(payload, offset, length);
        } catch (Throwable e) {
            fail("pictureHeight()", e);
            return 0;
        }
    }

    @Override
    public int layer(byte[] payload, int offset, int length) {
        if (failed) {
            return PictureLayer.NONE;
        }
        try {
            return codec.layer(payload, offset, length);
        } catch (Throwable e) {
            fail("layer()", e);
            return PictureLayer.NONE;
        }
    }

    @Override
    public int pictureHeight(byte[] payload, int offset, int length, int spatial) {
        if (failed) {
            return 0;
        }
        try {
            return codec.pictureHeight(payload, offset, length, spatial);
        } catch (Throwable e) {
            fail("pictureHeight()", e);
            return 0;
        }
    }

    private <T> T asked(String method, Supplier<T> question, T otherwise) {
        if (failed) {
            return otherwise;
        }
        try {
            T answer = question.get();
            if (answer != null) {
                return answer;
            }
            fail(method, new NullPointerException("it answered null"));
        } catch (Throwable e) {
            fail(method, e);
        }
        return otherwise;
    }

    // Several threads may come here at once; a line too many does no harm.
    private void fail(String method, Throwable failure) {
        if (!failed) {
            failed = true;
            log.error(
                    "The {} is offered to nobody any more: {} failed: {}; lcadmin plugins reload loads a better one",
                    provided.fullName(),
                    method,
                    Reason.of(failure));
            log.debug("Why the {} failed", provided.fullName(), Reason.loggable(failure));
        }
    }

    /** Of one outgoing stream, on its thread. */
    private final class Numbering implements PayloadNumbering {
        private final PayloadNumbering numbering;

        private Numbering(PayloadNumbering numbering) {
            this.numbering = numbering;
        }

        @Override
        public void begin() {
            if (failed) {
                return;
            }
            try {
                numbering.begin();
            } catch (Throwable e) {
                fail("begin() of its numbering", e);
            }
        }

        @Override
        public void continueIn(byte[] payload, int offset, int length) {
            if (failed) {
                return;
            }
            try {
                numbering.continueIn(payload, offset, length);
            } catch (Throwable e) {
                fail("continueIn() of its numbering", e);
            }
        }

        @Override
        public void leftOut(byte[] payload, int offset, int length) {
            if (failed) {
                return;
            }
            try {
                numbering.leftOut(payload, offset, length);
            } catch (Throwable e) {
                fail("leftOut() of its numbering", e);
            }
        }
    }
}
