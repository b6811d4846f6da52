package org.livechat.server.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.livechat.api.part.PartFailed;
import org.livechat.api.store.Change;
import org.livechat.api.store.Page;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.Receipt;
import org.livechat.api.store.Remembered;
import org.livechat.api.store.Store;
import org.livechat.api.store.StoredBurst;
import org.livechat.api.store.StoredMessage;

/** A store that fails keeps nothing, says so, and stops nobody. */
class GuardedStoreTest {
    private static final PageRequest LATEST = new PageRequest(OptionalLong.empty(), 1);

    @Test
    void whatever_it_throws_a_change_is_not_kept_and_operators_see_why() {
        var guarded = new GuardedStore("store bad", new Bad());
        assertThat(guarded.problem()).isEmpty();
        assertThat(guarded.remembered()).isEqualTo(Remembered.nothing());
        assertThat(guarded.keep(new Change.Unblocked("ann")).await()).isFalse();
        assertThat(guarded.problem())
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("keep() failed").contains("boom"));
        assertThatThrownBy(() -> guarded.messages("CH", LATEST)).isInstanceOf(PartFailed.class);
        assertThatThrownBy(() -> guarded.backup("x"))
                .isInstanceOf(PartFailed.class)
                .hasMessage("no room");
    }

    @Test
    void one_that_works_again_is_no_problem_any_longer() {
        var bad = new Bad();
        var guarded = new GuardedStore("store bad", bad);
        guarded.keep(new Change.Unblocked("ann"));
        assertThatThrownBy(() -> guarded.messages("CH", LATEST)).isInstanceOf(PartFailed.class);
        bad.keeps = true;
        guarded.keep(new Change.Unblocked("ann"));
        assertThat(guarded.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("messages() failed"));
        bad.reads = true;
        guarded.messages("CH", LATEST);
        assertThat(guarded.problem()).isEmpty();
    }

    private static final class Bad implements Store {
        private boolean keeps;
        private boolean reads;

        @Override
        public Remembered remembered() {
            throw new AssertionError("boom");
        }

        @Override
        public Receipt keep(Change change) {
            if (keeps) {
                return Receipt.notKept();
            }
            throw new IllegalStateException("boom");
        }

        @Override
        public Page<StoredMessage> messages(String channelId, PageRequest request) {
            if (reads) {
                return new Page<>(List.of(), OptionalLong.empty(), true);
            }
            throw new IllegalStateException("boom");
        }

        @Override
        public Page<StoredBurst> bursts(String channelId, PageRequest request) {
            throw new IllegalStateException("boom");
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public Path backup(String name) {
            throw new PartFailed("no room");
        }
    }
}
