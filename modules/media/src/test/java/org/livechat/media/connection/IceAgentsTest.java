package org.livechat.media.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.livechat.rtc.stun.IceCredentials;
import org.livechat.rtc.stun.IceLite;

/** Who answers the checks of a client that restarts ICE. */
class IceAgentsTest {
    private final IceAgents agents = new IceAgents(agent(1));

    private static IceLite agent(int number) {
        return new IceLite(new IceCredentials("ufrag" + number, "password0123456789012345"));
    }

    @Test
    void the_one_before_answers_until_a_path_of_the_next_is_nominated() {
        assertThat(agents.restart(agent(2))).isEmpty();
        assertThat(agents.nominated("ufrag1")).isEmpty();
        assertThat(agents.named("ufrag1")).isPresent();

        assertThat(agents.nominated("ufrag2")).containsExactly("ufrag1");

        assertThat(agents.named("ufrag1")).isEmpty();
        assertThat(agents.ufrags()).containsExactly("ufrag2");
        assertThat(agents.nominated("ufrag2")).isEmpty();
    }

    @Test
    void an_answer_with_the_same_credentials_is_no_restart() {
        assertThat(agents.restart(agent(1))).isEmpty();

        assertThat(agents.ufrags()).containsExactly("ufrag1");
    }

    @Test
    void restarts_that_nobody_goes_through_with_are_bounded() {
        for (var number = 2; number <= 100; number++) {
            List<String> ended = agents.restart(agent(number));
            assertThat(ended).hasSize(number > IceAgents.MOST ? 1 : 0);
        }

        assertThat(agents.ufrags()).hasSize(IceAgents.MOST).last().isEqualTo("ufrag100");
    }
}
