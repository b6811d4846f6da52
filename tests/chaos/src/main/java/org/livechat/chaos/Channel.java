package org.livechat.chaos;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.livechat.protocol.AckData;
import org.livechat.protocol.ClientMessage;

/** One of the server's channels, and a member of it who only watches: what the others see of its floor is held against that. */
final class Channel {
    private final Stage stage;
    private final int number;
    private final Connection watcher;
    private final FloorStanding watched;
    private final Queue<FloorStanding> seen = new ConcurrentLinkedQueue<>();
    private int changes;
    private long changedNanos = System.nanoTime();
    private boolean isReported;

    private Channel(Stage stage, int number, Connection watcher, FloorStanding watched) {
        this.stage = stage;
        this.number = number;
        this.watcher = watcher;
        this.watched = watched;
    }

    static Channel watched(Stage stage, Epoch epoch, int number) throws InterruptedException {
        String userId = "watcher%03d".formatted(number);
        String channelId = Profile.channelId(number);
        Connection watcher = Connection.open(stage, epoch, userId)
                .orElseThrow(() -> new IllegalStateException(userId + " is not let in"));
        var membership = new Membership(stage, watcher, channelId);
        watcher.enters(membership);
        var _ = watcher.ask(
                        new ClientMessage.ChannelJoin(
                                channelId, 0, Optional.empty(), Optional.empty(), List.of(), true),
                        AckData.Joined.class)
                .orElseThrow(() -> new IllegalStateException(userId + " is not let into " + channelId));
        return new Channel(stage, number, watcher, membership.floor());
    }

    String id() {
        return Profile.channelId(number);
    }

    boolean isConference() {
        return Profile.isConference(number);
    }

    /** Somebody has come in, whose account is to be compared in the end. */
    void isSeenBy(FloorStanding member) {
        seen.add(member);
    }

    void lookAtTime() {
        List<String> talkers = watched.talkers();
        long now = System.nanoTime();
        if (talkers.size() != changes) {
            changes = talkers.size();
            changedNanos = now;
            isReported = false;
        }
        boolean isTaken = !talkers.isEmpty() && !talkers.getLast().equals(FloorStanding.NOBODY);
        if (isTaken && !isReported && now - changedNanos > Profile.LONGEST_TURN.toNanos()) {
            isReported = true;
            stage.findings()
                    .add(
                            Rule.IN_TIME,
                            talkers.getLast() + " has had the floor of " + id() + " for more than "
                                    + Profile.LONGEST_TURN);
        }
    }

    /** @param isCut whether the server ended while people were there, so that the watcher may have read less than others */
    void close(boolean isCut) throws InterruptedException {
        if (!isCut) {
            awaitIdle();
        }
        List<String> whole = watched.talkers();
        stage.figures()
                .add(
                        "turns",
                        whole.stream()
                                .filter(talker -> !talker.equals(FloorStanding.NOBODY))
                                .count());
        for (FloorStanding member : seen) {
            List<String> part = member.talkers();
            stage.figures().count("accounts of floors compared");
            if (!isPart(part, whole, isCut)) {
                stage.findings().add(Rule.ONE_FLOOR, id() + ": somebody saw " + part + ", and the watcher " + whole);
            }
        }
        watcher.hangUp();
    }

    private void awaitIdle() throws InterruptedException {
        long end = System.nanoTime() + Profile.LONGEST_TURN.toNanos();
        while (isTaken(watched.talkers())) {
            if (System.nanoTime() - end > 0) {
                stage.findings()
                        .add(
                                Rule.IN_TIME,
                                id() + " is taken by " + watched.talkers().getLast() + ", and all have gone");
                return;
            }
            Thread.sleep(20);
        }
    }

    private static boolean isTaken(List<String> talkers) {
        return !talkers.isEmpty() && !talkers.getLast().equals(FloorStanding.NOBODY);
    }

    /**
     * Whether someone who was there for a while can have seen that of the whole.
     *
     * @param mayEndLater whether the whole may lack its end
     */
    static boolean isPart(List<String> part, List<String> whole, boolean mayEndLater) {
        for (int from = 0; from <= whole.size(); from++) {
            int length = mayEndLater ? Math.min(part.size(), whole.size() - from) : part.size();
            boolean isCompared = length == part.size() || length > 0;
            if (isCompared
                    && from + length <= whole.size()
                    && part.subList(0, length).equals(whole.subList(from, from + length))) {
                return true;
            }
        }
        return false;
    }
}
