package org.livechat.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatagramTransportTest {
    @Test
    void the_best_comes_first_and_the_portable_one_always_runs() {
        assertThat(DatagramTransport.all()).extracting(DatagramTransport::name).containsExactly("linux", "nio");
        assertThat(DatagramTransport.named("nio").obstacle()).isEmpty();
    }

    @Test
    void on_linux_the_best_is_the_linux_one() {
        String expected = System.getProperty("os.name").contains("Linux") ? "linux" : "nio";
        assertThat(DatagramTransport.best().name()).isEqualTo(expected);
    }

    @Test
    void an_unknown_name_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> DatagramTransport.named("netty"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no transport 'netty', only linux, nio");
    }
}
