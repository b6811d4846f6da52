package org.livechat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.part.PartFailed;

/** A disk that does not answer has few questions waiting, and none that nobody waits for. */
@Timeout(60)
class ReaderThreadTest {
    @TempDir
    private Path folder;

    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_question_that_nobody_waits_for_any_longer_is_not_asked() throws Exception {
        try (var thread = thread(Duration.ofMillis(100))) {
            occupy(thread);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> thread.ask(_ -> asked.incrementAndGet()))
                        .isInstanceOf(TimeoutException.class);
                assertThat(thread.waiting()).isZero();
            }
            answers.countDown();
            // The first ones may wait for the thread to be through with what it does.
            assertThat(patiently(thread)).isEqualTo(1);
        }
    }

    @Test
    void beyond_so_many_who_asks_is_told_so() throws Exception {
        try (var thread = thread(Duration.ofMinutes(1))) {
            occupy(thread);
            for (int i = 0; i < ReaderThread.MOST_WAITING; i++) {
                Thread.startVirtualThread(() -> ask(thread));
            }
            while (thread.waiting() < ReaderThread.MOST_WAITING) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> thread.ask(_ -> asked.incrementAndGet()))
                    .isInstanceOfSatisfying(PartFailed.class, ReaderThreadTest::assertForNow)
                    .hasMessage("1000 requests wait for the disk already; ask again later");
            answers.countDown();
            while (asked.get() < ReaderThread.MOST_WAITING) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void who_asks_for_recordings_while_the_disk_does_not_answer_may_ask_again() throws Exception {
        try (var thread = thread(Duration.ofMillis(100));
                var history = new History(
                        thread, new WriteQueue(1, 1, System::currentTimeMillis), new Health(new Traces()))) {
            occupy(thread);
            assertThatThrownBy(() -> history.ofRegister(RegisterReader::last))
                    .isInstanceOfSatisfying(PartFailed.class, ReaderThreadTest::assertForNow)
                    .hasMessageContaining("the disk does not answer; ask again later");
            answers.countDown();
        }
    }

    private static void assertForNow(PartFailed failed) {
        assertThat(failed.isForNow()).isTrue();
    }

    private int patiently(ReaderThread thread) throws Exception {
        while (true) {
            try {
                return thread.ask(_ -> asked.incrementAndGet());
            } catch (TimeoutException _) {
                // again
            }
        }
    }

    private void ask(ReaderThread thread) {
        try {
            thread.ask(_ -> asked.incrementAndGet());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Asks what is answered only when it may. */
    private void occupy(ReaderThread thread) throws InterruptedException {
        var begun = new CountDownLatch(1);
        Thread.startVirtualThread(() -> {
            try {
                thread.ask(_ -> {
                    begun.countDown();
                    awaitAnswers();
                    return 0;
                });
            } catch (Exception _) {
                // it need not wait for it
            }
        });
        begun.await();
    }

    private void awaitAnswers() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new AssertionError("a reader of SQLite is not interrupted", e);
        }
    }

    private ReaderThread thread(Duration patience) {
        return new ReaderThread(new HistoryReader(new Database(folder.resolve("store"), 1)), patience);
    }
}
