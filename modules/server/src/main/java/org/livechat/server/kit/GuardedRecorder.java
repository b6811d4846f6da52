package org.livechat.server.kit;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.livechat.api.part.PartFailed;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;
import org.livechat.server.provider.FailureLog;
import org.livechat.server.provider.Reason;

/**
 * A recorder whose failures are its own, whatever it throws: the media plane goes on, and what it could not take is not recorded. What
 * starts and closes it is the roll of parts. Any thread.
 */
final class GuardedRecorder implements Recorder {
    private final Recorder recorder;
    private final FailureLog failures;
    private volatile Optional<String> failure = Optional.empty();

    /** @param name how the log calls it */
    GuardedRecorder(String name, Recorder recorder) {
        this.recorder = recorder;
        this.failures = new FailureLog(name);
    }

    @Override
    public BurstTape begin(Talk talk) {
        return new GuardedTape(guarded("begin()", () -> Optional.of(recorder.begin(talk)), Optional.empty()));
    }

    @Override
    public Optional<String> problem() {
        Optional<String> own = guarded("problem()", recorder::problem, Optional.empty());
        return own.isPresent() ? own : failure;
    }

    @Override
    public Optional<Path> file(String id) {
        return asked("file()", () -> recorder.file(id));
    }

    @Override
    public Verdict verify(long after) {
        return asked("verify()", () -> recorder.verify(after));
    }

    private <T> T guarded(String method, Supplier<T> question, T otherwise) {
        try {
            return Objects.requireNonNull(question.get());
        } catch (Throwable e) {
            failed(method, e);
            return otherwise;
        }
    }

    private <T> T asked(String method, Supplier<T> question) {
        try {
            return Objects.requireNonNull(question.get());
        } catch (PartFailed told) {
            throw told;
        } catch (Throwable e) {
            failed(method, e);
            throw new PartFailed("the recorder failed; its operator finds the reason in the log", e);
        }
    }

    private void failed(String method, Throwable e) {
        failure = Optional.of(method + " failed: " + Reason.of(e));
        failures.tell("failed in " + method, e);
    }

    /** After its first failure a tape takes nothing more. */
    private final class GuardedTape implements BurstTape {
        private volatile Optional<BurstTape> tape;

        GuardedTape(Optional<BurstTape> tape) {
            this.tape = tape;
        }

        @Override
        public void packet(
                String codec,
                int ssrc,
                int sequence,
                int timestamp,
                byte[] buffer,
                int offset,
                int length,
                long nowNanos) {
            Optional<BurstTape> sound = tape;
            if (sound.isPresent()) {
                try {
                    sound.get().packet(codec, ssrc, sequence, timestamp, buffer, offset, length, nowNanos);
                } catch (Throwable e) {
                    tape = Optional.empty();
                    failed("packet()", e);
                }
            }
        }

        @Override
        public void end() {
            tape.ifPresent(sound -> {
                try {
                    sound.end();
                } catch (Throwable e) {
                    failed("end()", e);
                }
            });
        }
    }
}
