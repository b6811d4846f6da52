package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.part.SettingRefused;

class RetentionTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    Path root;

    private final StuckStore store = new StuckStore();
    private int made;

    @BeforeEach
    void works() {
        store.worksAgain();
    }

    @Test
    void the_oldest_of_a_channel_go_and_count_for_nobody_else_any_more() throws IOException {
        Path other = make("CH_0002", MIB);
        Path old = make("CH_0001", MIB);
        make("CH_0001", MIB);
        Path latest = make("CH_0001", MIB - 100);
        // Two MiB less a little stay: the two that CH_0001 loses leave the other channel its one.
        tidy("channel_mib", "1", "total_mib", "2");
        assertThat(files()).containsExactly(other, latest);
        assertThat(old).doesNotExist();
    }

    @Test
    void the_oldest_of_all_go() throws IOException {
        Path other = make("CH_0002", MIB);
        Path first = make("CH_0001", MIB);
        Path latest = make("CH_0003", MIB);
        tidy("channel_mib", "1", "total_mib", "2");
        assertThat(files()).containsExactly(first, latest);
        assertThat(other.getParent()).as("a folder without recordings").doesNotExist();
    }

    @Test
    void the_smallest_file_counts_as_what_it_takes_on_disk() throws IOException {
        for (int i = 0; i < 300; i++) {
            make("CH_0001", 300);
        }
        tidy("channel_mib", "1", "total_mib", "2");
        assertThat(files()).hasSize(MIB / 4096);
    }

    @Test
    void nothing_goes_that_the_register_does_not_take_and_it_is_asked_once() throws IOException {
        var stuck = new StuckStore();
        for (int i = 0; i < 5; i++) {
            make("CH_0001", MIB);
        }
        var settings = OggRecorderProvider.defaults(Map.of("channel_mib", "1"));
        assertThatThrownBy(() -> new Retention(root, settings, stuck.store()).tidy(Instant.now()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the disk is full");
        assertThat(stuck.handedOver()).isEqualTo(1);
        assertThat(files()).hasSize(5);
    }

    @Test
    void rows_do_not_go_before_their_recordings() {
        assertThatThrownBy(() -> OggRecorderProvider.defaults(Map.of("register_age", "24h", "age", "25h")))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContaining("recorder.age at least");
    }

    private void tidy(String key, String value, String other, String its) throws IOException {
        new Retention(root, OggRecorderProvider.defaults(Map.of(key, value, other, its)), store.store())
                .tidy(Instant.now());
    }

    private List<Path> files() throws IOException {
        return Folders.files(root);
    }

    private Path make(String channel, int bytes) throws IOException {
        Path folder = Files.createDirectories(root.resolve(channel));
        made++;
        return Files.write(folder.resolve("20260101-%09d-0011223344556677.ogg".formatted(made)), new byte[bytes]);
    }
}
