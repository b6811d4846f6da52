package org.livechat.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.livechat.api.transport.DatagramPort;
import org.livechat.api.transport.DatagramTransport;
import org.livechat.api.transport.PortSettings;

class TransportChoiceTest {
    private static final DatagramTransport PORTABLE = new Named("portable", 0, Optional.empty());
    private static final DatagramTransport FAST = new Named("fast", 1, Optional.empty());
    private static final DatagramTransport ELSEWHERE = new Named("elsewhere", 2, Optional.of("this is no mainframe"));
    private static final List<DatagramTransport> ALL = List.of(PORTABLE, FAST, ELSEWHERE);

    @Test
    void of_those_that_can_run_the_one_with_the_highest_rank_is_used() {
        assertThat(TransportChoice.of(ALL, "auto")).isSameAs(FAST);
    }

    @Test
    void one_that_is_named_is_used_whatever_its_rank() {
        assertThat(TransportChoice.of(ALL, "portable")).isSameAs(PORTABLE);
    }

    @Test
    void an_unknown_name_is_refused_with_those_there_are() {
        assertThatThrownBy(() -> TransportChoice.of(ALL, "netty"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no transport 'netty', only portable, fast, elsewhere");
    }

    @Test
    void one_that_cannot_run_is_refused_with_what_hinders_it() {
        assertThatThrownBy(() -> TransportChoice.of(ALL, "elsewhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the transport 'elsewhere' cannot run here: this is no mainframe");
    }

    @Test
    void where_none_can_run_none_is_chosen() {
        assertThatThrownBy(() -> TransportChoice.of(List.of(ELSEWHERE), "auto"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no transport can run on this machine, of those there are: elsewhere");
    }

    private record Named(String name, int rank, Optional<String> obstacle) implements DatagramTransport {
        @Override
        public boolean canShare() {
            return false;
        }

        @Override
        public DatagramPort open(PortSettings settings) throws IOException {
            throw new IOException("only to be chosen");
        }
    }
}
