package org.livechat.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.livechat.api.part.PartFailed;

class ReasonTest {
    @Test
    void what_the_disk_says_is_without_names_of_java() {
        assertThat(Reason.of(new FileSystemException("/data/a", null, "Read-only file system")))
                .isEqualTo("Read-only file system");
        assertThat(Reason.of(new AccessDeniedException("/data/a"))).isEqualTo("this user may not");
        assertThat(Reason.of(new NoSuchFileException("/data/a"))).isEqualTo("there is no such file");
        assertThat(Reason.of(new IOException("No space left on device"))).isEqualTo("No space left on device");
        assertThat(Reason.of(new ClosedChannelException())).isEqualTo("for a reason that Java does not say");
        assertThat(Reason.of(PartFailed.forNow("the disk does not answer", new RuntimeException())))
                .isEqualTo("the disk does not answer");
        assertThat(Reason.of(new IllegalStateException("7"))).isEqualTo("java.lang.IllegalStateException: 7");
    }

    @Test
    void of_many_files_the_one_is_named() {
        assertThat(Reason.withFile(new AccessDeniedException("/data/a"))).isEqualTo("/data/a: this user may not");
        assertThat(Reason.withFile(new IOException("no room"))).isEqualTo("no room");
    }
}
