package org.livechat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.livechat.api.ChannelSet;
import org.livechat.api.store.PageRequest;
import org.livechat.api.store.RecordingQuery;
import org.livechat.api.store.RecordingRow;
import org.sqlite.ProgressHandler;

/** Which recordings of the register are listed, and at what price. */
@Timeout(60)
class RegisterListTest {
    private static final int MANY = 1000;

    @TempDir
    private Path folder;

    /** Recordings 1 to 6 begin at 1000 to 6000 ms. */
    @BeforeEach
    void record() throws Exception {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            Schema.migrate(connection, Schema.MIGRATIONS);
            int number = 0;
            for (String channel : List.of("team", "TEAM", "te_m", "say \"\\ \uD83D\uDCFB", "other", "TEAM")) {
                number++;
                statement.executeUpdate("INSERT INTO recordings VALUES (%1$d, 0, 1, 'r%1$d', '%2$s', 'ann', 'normal',"
                                .formatted(number, channel)
                        + " %d000, 1, 'file', 1, '', '', '', '')".formatted(number));
            }
        }
    }

    @Test
    void ids_and_beginnings_are_taken_as_they_are_written() throws Exception {
        assertThat(listed(ChannelSet.of("TEAM"))).containsExactly(6L, 2L);
        assertThat(listed(ChannelSet.of("TEAM", "other"))).containsExactly(6L, 5L, 2L);
        assertThat(listed(ChannelSet.of("te*"))).containsExactly(3L, 1L);
        assertThat(listed(ChannelSet.of("te_*", "other"))).containsExactly(5L, 3L);
        assertThat(listed(ChannelSet.of("say \"\\ \uD83D\uDCFB*"))).containsExactly(4L);
        assertThat(listed(ChannelSet.of("team\n", "TEA"))).isEmpty();
        assertThat(listed(ChannelSet.none())).isEmpty();
        assertThat(listed(ChannelSet.all())).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void a_token_may_name_a_thousand_channels_and_a_thousand_beginnings() throws Exception {
        Set<String> patterns = new HashSet<>(Set.of("other", "te*"));
        for (int i = 0; i < MANY; i++) {
            patterns.add("id" + i);
            patterns.add("beginning" + i + "*");
        }
        assertThat(listed(new ChannelSet(patterns))).containsExactly(5L, 3L, 1L);
    }

    @Test
    void those_that_began_in_a_time_are_found_without_the_others_of_their_channel() throws Exception {
        try (Connection connection = open()) {
            var reader = new RegisterReader(connection);
            assertThat(numbers(reader.begun("TEAM", 2000, 6000, 10))).containsExactly(2L);
            assertThat(numbers(reader.begun("TEAM", 0, 7000, 10))).containsExactly(6L, 2L);
            assertThat(numbers(reader.begun("TEAM", 0, 7000, 1))).containsExactly(6L);
        }
        addOthers(30_000);
        try (Connection connection = open()) {
            assertThat(steps(connection, reader -> reader.begun("TEAM", 2000, 6000, 10)))
                    .as("hundreds of steps of SQLite's machine, of 30,000 rows")
                    .isLessThan(5);
        }
    }

    private void addOthers(int count) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < "
                    + (100 + count) + ") INSERT INTO recordings SELECT i, 0, 1, 'r' || i, 'TEAM', 'ann', 'normal',"
                    + " i * 1000, 1, 'file', 1, '', '', '', '' FROM n");
        }
    }

    private interface Asked {
        List<RecordingRow> of(RegisterReader reader) throws SQLException;
    }

    private static int steps(Connection connection, Asked asked) throws SQLException {
        int[] hundreds = new int[1];
        ProgressHandler.setHandler(connection, 100, new ProgressHandler() {
            @Override
            protected int progress() {
                hundreds[0]++;
                return 0;
            }
        });
        assertThat(asked.of(new RegisterReader(connection))).hasSize(1);
        ProgressHandler.clearHandler(connection);
        return hundreds[0];
    }

    private List<Long> listed(ChannelSet channels) throws SQLException {
        try (Connection connection = open()) {
            return numbers(new RegisterReader(connection)
                    .recordings(new RecordingQuery(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            channels,
                            true,
                            new PageRequest(OptionalLong.empty(), 50))));
        }
    }

    private static List<Long> numbers(List<RecordingRow> rows) {
        return rows.stream().map(RecordingRow::number).toList();
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("register.db"));
    }
}
