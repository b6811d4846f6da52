package org.livechat.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.livechat.api.FloorIndicator;
import org.livechat.client.SignalingClient;
import org.livechat.client.SignalingListener;
import org.livechat.protocol.ClientMessage;
import org.livechat.protocol.ServerMessage;

/**
 * A member that follows the floor by what it is told, and complains of whatever it cannot have been told rightly: a
 * second answer, an answer to nothing, a place in the queue that is no other than before. Thread-safe.
 */
final class FloorWitness implements SignalingListener {
    /** Where a member stands, as far as it knows. */
    enum Standing {
        LISTENING,
        QUEUED,
        TALKING
    }

    /**
     * A change of the floor as this member saw it.
     *
     * @param talker nobody's name when the floor became idle
     * @param indicator empty for the member itself, who is told GRANTED instead of TAKEN
     */
    record Change(String talker, String indicator) {
        static final String NOBODY = "";
        static final Change IDLE = new Change(NOBODY, "");

        static Change taken(String talker, FloorIndicator indicator) {
            return new Change(talker, indicator.wireName());
        }

        static Change granted(String talker) {
            return new Change(talker, "");
        }
    }

    /** What a witness has to say of the time since it was last asked. */
    record Account(List<Change> changes, List<String> complaints, int answers, Standing standing) {}

    private final String userId;
    private final Semaphore markers;
    private SignalingClient client;

    private List<Change> changes = new ArrayList<>();
    private List<String> complaints = new ArrayList<>();
    private Change floor = Change.IDLE;
    private Standing standing = Standing.LISTENING;
    private int place;
    private boolean asked;
    private boolean released;
    private int answers;

    /** @param markers given a permit for every message that is posted */
    FloorWitness(String userId, Semaphore markers) {
        this.userId = userId;
        this.markers = markers;
    }

    void speaksBy(SignalingClient itsClient) {
        client = itsClient;
    }

    String userId() {
        return userId;
    }

    SignalingClient client() {
        return client;
    }

    void request(ClientMessage.FloorRequest request) {
        synchronized (this) {
            asked = true;
        }
        client.tell(request);
    }

    void release(String channelId) {
        synchronized (this) {
            released = true;
        }
        client.tell(new ClientMessage.FloorRelease(channelId));
    }

    synchronized Standing standing() {
        return standing;
    }

    /** Asked when the server has nothing more to tell. */
    synchronized Account account() {
        if (asked) {
            complaints.add("no answer to the request");
        }
        if (released && standing == Standing.QUEUED) {
            standing = Standing.LISTENING;
        }
        Account account = new Account(changes, complaints, answers, standing);
        changes = new ArrayList<>();
        complaints = new ArrayList<>();
        answers = 0;
        asked = false;
        released = false;
        return account;
    }

    @Override
    public synchronized void received(ServerMessage message) {
        switch (message) {
            case ServerMessage.FloorGranted granted -> granted();
            case ServerMessage.FloorDeny deny -> denied(deny);
            case ServerMessage.FloorQueuePosInfo info -> queued(info.position());
            case ServerMessage.FloorRevoke revoke -> revoked();
            case ServerMessage.FloorTaken taken -> floorIs(Change.taken(taken.userId(), taken.indicator()));
            case ServerMessage.FloorIdle idle -> floorIs(Change.IDLE);
            case ServerMessage.MessageEvent marker -> markers.release();
            case ServerMessage.Failure failure -> complaints.add(failure.toString());
            default -> {
                // Members that come.
            }
        }
    }

    @Override
    public synchronized void closed(int status, String reason) {
        complaints.add("closed: " + status + " " + reason);
    }

    private void granted() {
        if (!answers() && standing != Standing.QUEUED) {
            complaints.add("GRANTED out of " + standing + " without a request");
        }
        standing = Standing.TALKING;
        if (!floor.talker().equals(userId)) {
            floorIs(Change.granted(userId));
        }
    }

    private void denied(ServerMessage.FloorDeny deny) {
        if (!answers()) {
            complaints.add("without a request " + deny);
        }
        standing = Standing.LISTENING;
    }

    private void queued(int position) {
        if (!answers() && (standing != Standing.QUEUED || position == place)) {
            complaints.add("place " + position + " told to one " + standing + " at " + place + " without a request");
        }
        standing = Standing.QUEUED;
        place = position;
    }

    private void revoked() {
        if (standing != Standing.TALKING) {
            complaints.add("REVOKE while " + standing);
        }
        standing = Standing.LISTENING;
    }

    private boolean answers() {
        boolean answers = asked;
        if (asked) {
            asked = false;
            this.answers++;
        }
        return answers;
    }

    /** What is told again to one alone, since it pinged or released, is no change. */
    private void floorIs(Change now) {
        if (standing == Standing.TALKING && !now.talker().equals(userId)) {
            standing = Standing.LISTENING;
        }
        if (!now.equals(floor)) {
            changes.add(now);
            floor = now;
        }
    }
}
