package org.livechat.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.livechat.api.ErrorCode;
import org.livechat.api.RequestRefused;

/** Says that a request was refused, and with which code. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(ErrorCode code, ThrowingCallable request) {
        var refused = catchThrowableOfType(RequestRefused.class, request);
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.reason()).isNotBlank().doesNotContain("%s");
    }
}
