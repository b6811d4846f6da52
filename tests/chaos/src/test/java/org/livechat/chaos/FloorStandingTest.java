package org.livechat.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorDenyCause;
import org.livechat.api.FloorIndicator;
import org.livechat.api.FloorRevokeCause;
import org.livechat.chaos.FloorStanding.Standing;
import org.livechat.protocol.ServerMessage;

class FloorStandingTest {
    private static final String CHANNEL = "c";

    private final List<String> complaints = new ArrayList<>();
    private final FloorStanding ann = new FloorStanding("ann", complaints::add);

    @Test
    void a_burst_from_request_to_release_is_no_reason_to_complain() {
        told(idle());
        ann.asks();
        told(granted());
        assertThat(ann.standing()).isEqualTo(Standing.TALKING);
        ann.releases();
        told(idle());
        ann.settled();

        assertThat(complaints).isEmpty();
        assertThat(ann.talkers()).containsExactly("", "ann", "");
        assertThat(ann.standing()).isEqualTo(Standing.LISTENING);
    }

    @Test
    void a_place_in_the_queue_may_change_and_lead_to_a_burst() {
        told(taken("ben"));
        ann.asks();
        told(place(2), place(1), granted(), granted());

        assertThat(complaints).isEmpty();
        assertThat(ann.isAnswered()).isTrue();
    }

    @Test
    void a_second_answer_is_complained_of() {
        ann.asks();
        told(granted(), granted());
        assertThat(complaints).singleElement().asString().contains("GRANTED out of TALKING without a request");
    }

    @Test
    void an_answer_to_nothing_is_complained_of() {
        told(denied());
        told(place(1));
        told(place(1));
        assertThat(complaints).hasSize(3);
    }

    @Test
    void a_request_without_an_answer_is_complained_of() {
        ann.asks();
        ann.settled();
        assertThat(complaints).singleElement().asString().contains("no answer");
    }

    @Test
    void a_floor_that_stays_after_its_release_is_complained_of() {
        ann.asks();
        told(granted());
        ann.releases();
        ann.settled();
        assertThat(complaints).singleElement().asString().contains("not told who has it now");
    }

    @Test
    void an_idle_floor_that_somebody_waits_for_is_complained_of() {
        told(taken("ben"));
        ann.asks();
        told(place(1), idle());
        assertThat(complaints).singleElement().asString().contains("IDLE while it waits");
    }

    @Test
    void a_revoke_of_what_one_does_not_have_is_complained_of_but_not_its_repetition() {
        ann.asks();
        told(granted(), revoked(FloorRevokeCause.PREEMPTED), revoked(FloorRevokeCause.PREEMPTED), taken("ben"));
        assertThat(complaints).isEmpty();
        told(revoked(FloorRevokeCause.MAX_DURATION));
        assertThat(complaints).singleElement().asString().contains("REVOKE MAX_DURATION while LISTENING");
    }

    @Test
    void what_crosses_with_a_release_is_no_reason_to_complain() {
        told(taken("ben"));
        ann.asks();
        told(place(1));
        ann.releases();
        told(granted(), idle());
        ann.settled();
        assertThat(complaints).isEmpty();
        assertThat(ann.standing()).isEqualTo(Standing.LISTENING);
    }

    private void told(ServerMessage... messages) {
        List.of(messages).forEach(ann::received);
    }

    private static ServerMessage idle() {
        return new ServerMessage.FloorIdle(CHANNEL);
    }

    private static ServerMessage granted() {
        return new ServerMessage.FloorGranted(CHANNEL, "ann", Duration.ofSeconds(5));
    }

    private static ServerMessage taken(String talker) {
        return new ServerMessage.FloorTaken(CHANNEL, talker, FloorIndicator.NORMAL);
    }

    private static ServerMessage place(int position) {
        return new ServerMessage.FloorQueuePosInfo(CHANNEL, position, 3);
    }

    private static ServerMessage denied() {
        return new ServerMessage.FloorDeny(CHANNEL, "no", FloorDenyCause.QUEUE_FULL);
    }

    private static ServerMessage revoked(FloorRevokeCause cause) {
        return new ServerMessage.FloorRevoke(CHANNEL, cause);
    }
}
