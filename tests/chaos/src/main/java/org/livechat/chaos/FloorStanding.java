package org.livechat.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.livechat.api.FloorRevokeCause;
import org.livechat.protocol.ServerMessage;

/**
 * Where a member of a channel stands by what it is told, which complains of what it cannot have been told rightly. Timers, operators and
 * others go on meanwhile: what may have crossed with what the member said is no reason to complain until the member knows that the server has
 * dealt with that ({@link #settled}). Thread-safe.
 */
final class FloorStanding {
    enum Standing {
        LISTENING,
        QUEUED,
        TALKING
    }

    static final String NOBODY = "";

    private final String userId;
    private final Consumer<String> complaints;
    private final List<String> talkers = new ArrayList<>();
    private Standing standing = Standing.LISTENING;
    private Optional<FloorRevokeCause> revoked = Optional.empty();
    private int place;
    private boolean asked;
    private boolean releasing;
    /** It has asked again while it waited, so that what it is told answers that, or does not. */
    private boolean doubtful;

    private boolean servedFromQueue;

    FloorStanding(String userId, Consumer<String> complaints) {
        this.userId = userId;
        this.complaints = complaints;
    }

    /** To be called before a request is sent; not while another one waits for its answer. */
    synchronized void asks() {
        asked = true;
        doubtful |= standing != Standing.LISTENING;
    }

    /** To be called before a release is sent. */
    synchronized void releases() {
        releasing = true;
    }

    /** The server has dealt with all that was sent, and all that came of it has been read. */
    synchronized void settled() {
        if (asked) {
            complain("a floor request got no answer");
        }
        if (releasing && standing == Standing.TALKING) {
            complain("it has released the floor and was not told who has it now");
        }
        if (releasing) {
            standing = Standing.LISTENING;
        }
        asked = false;
        releasing = false;
        doubtful = false;
    }

    synchronized Standing standing() {
        return standing;
    }

    synchronized boolean isAnswered() {
        return !asked;
    }

    /** Who talked, one after the other, {@link #NOBODY} where nobody did; without whom it was told of twice in a row. */
    synchronized List<String> talkers() {
        return List.copyOf(talkers);
    }

    /** Takes a message of the channel; what is not about the floor is none of its business. */
    synchronized void received(ServerMessage message) {
        switch (message) {
            case ServerMessage.FloorGranted _ -> granted();
            case ServerMessage.FloorDeny deny -> denied(deny);
            case ServerMessage.FloorQueuePosInfo info -> queued(info.position());
            case ServerMessage.FloorRevoke revoke -> revoked(revoke.cause());
            case ServerMessage.FloorTaken taken -> taken(taken.userId());
            case ServerMessage.FloorIdle _ -> idle();
            default -> {
                // Members that come and go.
            }
        }
    }

    private void granted() {
        boolean mayBeRepeated = standing == Standing.TALKING && servedFromQueue;
        boolean isServed = standing == Standing.QUEUED;
        if (!answers() && !isServed && !mayBeRepeated && !mayHaveCrossed()) {
            complain("GRANTED out of " + standing + " without a request");
        }
        if (standing != Standing.TALKING) {
            servedFromQueue = isServed;
        }
        standing = Standing.TALKING;
        revoked = Optional.empty();
        floorIs(userId);
    }

    private void denied(ServerMessage.FloorDeny deny) {
        if (!answers() && standing != Standing.QUEUED && !mayHaveCrossed()) {
            complain("DENY " + deny.cause() + " out of " + standing + " without a request");
        }
        standing = Standing.LISTENING;
    }

    private void queued(int position) {
        boolean isNews = standing == Standing.QUEUED && position != place;
        if (!answers() && !isNews && !mayHaveCrossed()) {
            complain("place " + position + " told to one " + standing + " at " + place + " without a request");
        }
        standing = Standing.QUEUED;
        place = position;
    }

    private void revoked(FloorRevokeCause cause) {
        boolean isRepeated = revoked.isPresent() && revoked.get() == cause;
        boolean isWarned = cause == FloorRevokeCause.NO_PERMISSION;
        if (standing != Standing.TALKING && !isRepeated && !isWarned && !mayHaveCrossed()) {
            complain("REVOKE " + cause + " while " + standing);
        }
        if (standing == Standing.TALKING) {
            revoked = Optional.of(cause);
            standing = Standing.LISTENING;
        }
    }

    private void taken(String talker) {
        if (talker.equals(userId)) {
            complain("TAKEN by itself while " + standing);
        }
        if (standing == Standing.TALKING) {
            standing = Standing.LISTENING;
        }
        floorIs(talker);
    }

    private void idle() {
        if (standing == Standing.QUEUED && !mayHaveCrossed()) {
            complain("IDLE while it waits at " + place);
        }
        if (standing == Standing.TALKING) {
            standing = Standing.LISTENING;
        }
        floorIs(NOBODY);
    }

    private boolean answers() {
        boolean answers = asked;
        asked = false;
        return answers;
    }

    private boolean mayHaveCrossed() {
        return releasing || doubtful;
    }

    private void floorIs(String talker) {
        if (talkers.isEmpty() || !talkers.getLast().equals(talker)) {
            talkers.add(talker);
        }
    }

    private void complain(String what) {
        complaints.accept(userId + ": " + what + "; the floor before: " + lastTalkers());
    }

    private List<String> lastTalkers() {
        return talkers.subList(Math.max(0, talkers.size() - 4), talkers.size());
    }
}
