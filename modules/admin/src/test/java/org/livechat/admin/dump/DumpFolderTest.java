package org.livechat.admin.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.part.PartFailed;

/** Where there is no room nothing is begun, and the reason says what would make some. */
class DumpFolderTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path data;

    private Path file(String name, int bytes) throws IOException {
        Path folder = Files.createDirectories(data.resolve("dumps"));
        return Files.write(folder.resolve(name), new byte[bytes]);
    }

    private DumpFolder folder(int files, int mebibytes) {
        return new DumpFolder(data.resolve("dumps"), files, mebibytes);
    }

    @Test
    void it_is_made_when_it_is_needed() {
        DumpFolder folder = folder(2, 100);
        assertThat(folder.files()).isEmpty();
        assertThat(data.resolve("dumps")).doesNotExist();
        folder.requireRoom(2, 100 * MIB);
        assertThat(data.resolve("dumps")).isDirectory();
    }

    @Test
    void too_many_files_are_refused_also_those_that_a_crash_has_left() throws IOException {
        file("recording-1.jfr", 1);
        file("unfinished-heap-2.hprof", 1);
        folder(3, 100).requireRoom(1, 0);
        assertThatThrownBy(() -> folder(3, 100).requireRoom(2, 0))
                .isInstanceOf(PartFailed.class)
                .hasMessage(data.resolve("dumps")
                        + " has 2 dumps, and there may be 3 (admin.dump_files); delete those that nobody needs");
    }

    @Test
    void too_many_bytes_are_refused() throws IOException {
        file("recording-1.jfr", (int) MIB);
        folder(3, 100).requireRoom(1, 99 * MIB);
        assertThatThrownBy(() -> folder(3, 100).requireRoom(1, 99 * MIB + 1))
                .isInstanceOf(PartFailed.class)
                .hasMessage("this may take 100 MiB and dumps in " + data.resolve("dumps")
                        + " take 1, but all may take 100 MiB (admin.dump_mib); delete those that nobody needs");
    }

    @Test
    void the_last_of_a_disk_is_not_taken() {
        assertThatThrownBy(() -> folder(3, Integer.MAX_VALUE).requireRoom(1, Integer.MAX_VALUE * MIB))
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining("but the disk of " + data.resolve("dumps") + " has")
                .hasMessageContaining("MiB left, of which 256 are not for dumps");
    }

    @Test
    void a_folder_that_cannot_be_made_is_told() throws IOException {
        Files.write(data.resolve("dumps"), new byte[1]);
        try (var dumps = new Dumps(folder(3, 1000))) {
            assertThatThrownBy(() -> dumps.begin(Optional.of(Duration.ofSeconds(1)), false))
                    .isInstanceOf(PartFailed.class)
                    .hasMessageContaining("cannot be written");
            assertThat(dumps.latest()).isEmpty();
        }
    }
}
