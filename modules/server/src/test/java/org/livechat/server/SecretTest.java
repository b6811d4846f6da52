package org.livechat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.server.config.ConfigurationException;
import org.livechat.server.kit.StartException;

class SecretTest {
    @TempDir
    Path folder;

    @Test
    void the_first_start_makes_one_that_only_its_owner_can_read_and_later_starts_use_it() throws IOException {
        Path data = folder.resolve("new/data");
        Secret first = Secret.obtain(Map.of(), data);
        String made = first.value();
        assertThat(first.isNew()).isTrue();
        assertThat(made).hasSizeGreaterThanOrEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secret"))))
                .isEqualTo("rw-------");
        assertThat(Secret.obtain(Map.of(), data))
                .isEqualTo(new Secret(made, data.resolve("secret").toString(), false));
        assertThat(Secret.obtain(Map.of(), folder.resolve("other")).value()).isNotEqualTo(made);
    }

    @Test
    void the_admin_token_is_another_one_kept_likewise() throws IOException {
        String token = Secret.adminToken(Map.of(), folder).value();
        assertThat(Secret.adminToken(Map.of(), folder).value()).isEqualTo(token);
        assertThat(Secret.obtain(Map.of(), folder).value()).isNotEqualTo(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("admin.token"))))
                .isEqualTo("rw-------");
        assertThat(Secret.adminToken(Map.of("LIVECHAT_ADMIN_TOKEN", "operators only"), folder)
                        .value())
                .isEqualTo("operators only");
    }

    @Test
    void the_environment_wins_and_leaves_no_file() {
        assertThat(Secret.obtain(Map.of("LIVECHAT_SECRET", "a good long one"), folder))
                .isEqualTo(new Secret("a good long one", "environment variable LIVECHAT_SECRET", false));
        assertThat(folder.resolve("secret")).doesNotExist();
    }

    @Test
    void an_empty_file_is_none() throws IOException {
        Files.createFile(folder.resolve("secret"));
        Secret made = Secret.obtain(Map.of(), folder);
        assertThat(made.isNew()).isTrue();
        assertThat(Secret.obtain(Map.of(), folder).value()).isEqualTo(made.value());
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing beside it").hasSize(1);
        }
    }

    @Test
    void what_a_start_has_left_that_was_killed_goes_with_the_next_one() throws IOException {
        for (int start = 0; start < 2; start++) {
            Files.writeString(folder.resolve("secret.4711.new"), "half a sec");
            Secret.obtain(Map.of(), folder);
            try (var files = Files.list(folder)) {
                assertThat(files).as("nothing beside it").hasSize(1);
            }
        }
    }

    @Test
    void one_that_another_server_has_made_meanwhile_is_left() throws IOException {
        Path file = folder.resolve("secret");
        NewFile.write(file, "of the first server");
        assertThatThrownBy(() -> NewFile.write(file, "of the second")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("of the first server\n");
    }

    @Test
    void what_everybody_would_guess_is_refused() {
        assertThatThrownBy(() -> Secret.obtain(Map.of("LIVECHAT_SECRET", "changeme-secret"), folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("too easy to guess")
                .hasMessageNotContaining("changeme");
        assertThatThrownBy(() -> Secret.obtain(Map.of("LIVECHAT_SECRET", ""), folder))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Secret.obtain(Map.of(), file.resolve("data")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cannot be kept there");
    }
}
