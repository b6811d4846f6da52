package org.livechat.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.livechat.api.ErrorCode;

class CloseCodeTest {
    @Test
    void connection_errors_become_private_codes_and_others_internal() {
        assertThat(CloseCode.of(ErrorCode.NOT_AUTHENTICATED)).isEqualTo(4000);
        assertThat(CloseCode.of(ErrorCode.SESSION_REPLACED)).isEqualTo(4005);
        assertThat(CloseCode.of(ErrorCode.HEARTBEAT_MISSED)).isEqualTo(4008);
        assertThat(CloseCode.of(ErrorCode.CHANNEL_NOT_FOUND)).isEqualTo(1011);
        assertThat(CloseCode.of(ErrorCode.INTERNAL)).isEqualTo(1011);
    }
}
