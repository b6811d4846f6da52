package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path root;

    @Test
    void what_a_file_system_has_for_itself_is_no_channel() throws Exception {
        Path own = Files.createDirectory(root.resolve("lost+found"));
        Path channel = Files.createDirectory(root.resolve("CH_0001"));
        Path file = Files.createFile(channel.resolve("20260101-000000000-0011223344556677.ogg"));
        Path found = Files.createFile(own.resolve("#12345"));
        assertThat(Folders.files(root)).containsExactly(file);
        Files.delete(file);
        Files.delete(found);
        Folders.deleteEmpty(root);
        assertThat(channel).doesNotExist();
        assertThat(own).exists();
    }

    @Test
    void a_folder_that_opens_and_cannot_be_read_is_an_error_of_the_disk() {
        var broken = new IOException("Structure needs cleaning");
        Stream<Path> folder = Stream.of(root).peek(_ -> {
            throw new UncheckedIOException(broken);
        });
        assertThatThrownBy(() -> Folders.read(folder)).isSameAs(broken);
    }
}
