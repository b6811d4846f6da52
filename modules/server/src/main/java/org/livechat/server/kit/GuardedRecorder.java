package org.livechat.server.kit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.livechat.api.FloorIndicator;
import org.livechat.api.recording.BurstTape;
import org.livechat.api.recording.Recorder;

/**
 * A recorder whose failures are its own, whatever it throws: the media plane goes on, and what it could not take is not recorded. What
 * starts and closes it is the roll of parts. Any thread.
 */
final class GuardedRecorder implements Recorder {
    private final Recorder recorder;
    private final CallFailures failures;

    /** @param name how the log calls it */
    GuardedRecorder(String name, Recorder recorder) {
        this.recorder = recorder;
        this.failures = new CallFailures("recorder", name);
    }

    @Override
    public BurstTape begin(Talk talk) {
        return new GuardedTape(failures.guarded("begin()", () -> Optional.of(recorder.begin(talk)), Optional.empty()));
    }

    @Override
    public Optional<String> problem() {
        Optional<String> own = failures.guarded("problem()", recorder::problem, Optional.empty());
        return own.isPresent() ? own : failures.problem();
    }

    @Override
    public Optional<Path> file(String id) {
        return failures.asked("file()", () -> recorder.file(id));
    }

    @Override
    public Verdict verify(long after) {
        return failures.asked("verify()", () -> recorder.verify(after));
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
                    failures.failed("packet()", e);
                }
            }
        }

        @Override
        public void raise(FloorIndicator indicator) {
            told("raise()", sound -> sound.raise(indicator));
        }

        @Override
        public void end() {
            told("end()", BurstTape::end);
            if (tape.isPresent()) {
                failures.succeeded("packet()"); // of all of the burst
            }
        }

        private void told(String method, Consumer<BurstTape> what) {
            tape.ifPresent(sound -> {
                try {
                    what.accept(sound);
                    failures.succeeded(method);
                } catch (Throwable e) {
                    failures.failed(method, e);
                }
            });
        }
    }
}
