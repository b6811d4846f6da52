package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.Store;
import org.livechat.api.trace.TraceEvent;
import org.livechat.api.trace.TraceSink;

/** That recordings have lost their register is known also where the disk answers late, and others have been made meanwhile. */
class LostRegisterTest {
    private static final byte[] FRAME = {(byte) (31 << 3), (byte) 0xFF, (byte) 0xFE};

    @TempDir
    Path data;

    private final List<String> shown = new ArrayList<>();
    private final Alarm alarm = new Alarm(new TraceSink() {
        @Override
        public boolean isActive() {
            return true;
        }

        @Override
        public void publish(TraceEvent event) {
            shown.add(event.operation());
        }
    });

    @BeforeEach
    void record() {
        try (var workshop = new Workshop(data, Map.of())) {
            workshop.say("ann", Collections.nCopies(50, FRAME));
            workshop.await(1);
        }
    }

    @Test
    void rows_of_this_run_alone_mean_that_it_was_lost() {
        try (var workshop = new Workshop(data, Map.of())) {
            long rowAtMillis = workshop.rows().getFirst().atMillis();
            Path root = data.resolve("recordings");
            assertThat(new LostRegister(root, workshop.store, alarm, 1, rowAtMillis + 1).look())
                    .isTrue();
            assertThat(shown).as("there is a row from before").isEmpty();
            assertThat(new LostRegister(root, workshop.store, alarm, 0, rowAtMillis).look())
                    .isTrue();
            assertThat(shown).as("nothing was there that has no row").isEmpty();
            assertThat(new LostRegister(root, workshop.store, alarm, 1, rowAtMillis).look())
                    .isTrue();
            assertThat(shown).containsExactly("REGISTER_LOST");
        }
    }

    @Test
    void a_disk_that_does_not_answer_is_asked_again() throws Exception {
        var answers = new AtomicBoolean();
        Store late = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (_, called, _) -> {
                    assertThat(called.getName()).isEqualTo("register");
                    if (!answers.get()) {
                        throw PartFailed.forNow("the disk does not answer", new RuntimeException());
                    }
                    return List.of();
                });
        LostRegister register = LostRegister.atStart(data.resolve("recordings"), late, alarm);
        assertThat(register.look()).isFalse();
        assertThat(shown).isEmpty();
        answers.set(true);
        assertThat(register.look()).isTrue();
        assertThat(shown).containsExactly("REGISTER_LOST");
    }
}
