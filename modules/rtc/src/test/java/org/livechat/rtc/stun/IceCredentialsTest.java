package org.livechat.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IceCredentialsTest {
    @Test
    void new_ufrags_can_be_a_segment_of_a_path_as_they_are() {
        var random = new SecureRandom();
        assertThat(Stream.generate(() -> IceCredentials.random(random))
                        .limit(500)
                        .map(IceCredentials::ufrag))
                .allMatch(ufrag -> ufrag.matches("[A-Za-z0-9]{8}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_clients_may_have_all_characters_of_ice() {
        assertThat(new IceCredentials("a+/9", "0123456789abcdefghij+/").ufrag()).isEqualTo("a+/9");
    }
}
