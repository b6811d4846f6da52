package org.livechat.store;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.store.Change;
import org.livechat.api.store.StoredChannel;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;

/** A process that is killed (SIGKILL) in the middle of writing has kept all that it said it had. */
class KilledWriterTest {
    private static final int KILLS = 5;
    private static final int WRITTEN = 200;

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void what_was_acknowledged_is_there_after_each_of_five_kills() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            Process scribe = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            classPath(),
                            Scribe.class.getName(),
                            folder.toString(),
                            kill + "-")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int written = 0;
            try (BufferedReader output = scribe.inputReader()) {
                for (String id = output.readLine(); id != null; id = output.readLine()) {
                    acknowledged.add(id);
                    written++;
                    if (written == WRITTEN) {
                        // By its handle: the process itself would have its output closed, too.
                        scribe.toHandle().destroyForcibly();
                    }
                }
            }
            scribe.waitFor();
            assertThat(written).isGreaterThanOrEqualTo(WRITTEN);
            assertIntact();
        }
        try (var store = new SqliteStore(folder, Entries.SETTINGS, new Traces())) {
            assertThat(store.remembered().channels().stream().map(StoredChannel::id))
                    .containsAll(acknowledged);
        }
    }

    private void assertIntact() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store/livechat.db"));
                var statement = connection.createStatement();
                var check = statement.executeQuery("PRAGMA integrity_check")) {
            assertThat(check.getString(1)).isEqualTo("ok");
        }
    }

    private static String classPath() {
        return Stream.of(SqliteStore.class, KilledWriterTest.class, Change.class, JDBC.class, LoggerFactory.class)
                .map(type -> Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString())
                .distinct()
                .collect(joining(File.pathSeparator));
    }
}
