package org.livechat.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.livechat.api.transport.DatagramTransport;

class TransportsTest {
    @Test
    void the_best_comes_first_and_the_portable_one_always_runs() {
        assertThat(Transports.all()).extracting(DatagramTransport::name).containsExactly("linux", "nio");
        assertThat(Transports.all().getLast().obstacle()).isEmpty();
    }

    @Test
    void on_linux_the_best_is_the_linux_one() {
        String expected = System.getProperty("os.name").contains("Linux") ? "linux" : "nio";
        assertThat(Transports.best().name()).isEqualTo(expected);
    }
}
