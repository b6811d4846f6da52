package org.livechat.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.livechat.api.FloorIndicator;
import org.livechat.conformance.FloorWitness.Account;
import org.livechat.conformance.FloorWitness.Change;
import org.livechat.conformance.FloorWitness.Standing;
import org.livechat.floor.FloorSettings;
import org.livechat.floor.Resend;
import org.livechat.protocol.ClientMessage;

/**
 * A full channel in which everyone wants to talk. {@code -Dlivechat.scale=full} makes it 1,000 members and 10,000
 * requests; {@code -Dlivechat.seed} repeats a run's choices.
 */
class CrowdedFloorTest {
    private static final boolean FULL = "full".equals(System.getProperty("livechat.scale"));
    private static final int MEMBERS = FULL ? 1_000 : 200;
    private static final int REQUESTS = FULL ? 10_000 : 2_000;
    private static final int AT_ONCE = 24;
    private static final List<FloorIndicator> INDICATORS = List.of(FloorIndicator.values());
    private static final Duration NEVER = Duration.ofHours(1);

    // Timers may not tell anything by themselves, however slow the machine is.
    private static final FloorSettings UNTIMED =
            FloorSettings.base().withPing(NEVER).withStopTalking(NEVER).withGrantedAgain(Resend.off());

    private final long seed = Long.getLong("livechat.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private String talkerBefore = Change.NOBODY;
    private int requests;
    private int answers;
    private int changes;

    @Test
    void every_request_is_answered_once_and_everyone_sees_the_same_floor() throws Exception {
        try (TestServer server = TestServer.start(
                        base -> TestServer.limits(base, Duration.ofSeconds(60), 2048, 100_000, 100_000), UNTIMED);
                Crowd crowd = new Crowd(server.port(), TestServer.PTT, MEMBERS)) {
            crowd.settle(crowd.talkers());
            long start = System.nanoTime();
            while (requests < REQUESTS) {
                check(crowd, allAtOnce(crowd));
                check(crowd, again(crowd));
                if (random.nextInt(4) == 0) {
                    check(crowd, allRelease(crowd));
                }
            }
            System.out.printf(
                    "%d members, %d requests, %d changes of the floor, seen alike by all in %d ms%n",
                    MEMBERS,
                    requests,
                    changes,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    /** Many who do not wait yet ask at once, while others release, those with the floor and those without. */
    private List<FloorWitness> allAtOnce(Crowd crowd) {
        List<FloorWitness> shuffled = new ArrayList<>(crowd.talkers());
        Collections.shuffle(shuffled, random);
        List<FloorWitness> senders = new ArrayList<>();
        int bystanders = 1;
        for (FloorWitness member : shuffled) {
            if (member.standing() != Standing.LISTENING) {
                if (random.nextBoolean()) {
                    member.release(TestServer.PTT);
                    senders.add(member);
                }
            } else if (senders.size() < AT_ONCE && requests < REQUESTS) {
                request(member);
                senders.add(member);
            } else if (bystanders > 0) {
                bystanders--;
                member.release(TestServer.PTT);
                senders.add(member);
            }
        }
        return senders;
    }

    /** Whoever talks or waits is done, in any order. */
    private List<FloorWitness> allRelease(Crowd crowd) {
        List<FloorWitness> busy = new ArrayList<>(crowd.busy());
        Collections.shuffle(busy, random);
        busy.forEach(member -> member.release(TestServer.PTT));
        return busy;
    }

    /** One alone asks, most often the one that talks or one that waits already. */
    private List<FloorWitness> again(Crowd crowd) {
        List<FloorWitness> busy = crowd.busy();
        List<FloorWitness> choice = busy.isEmpty() ? crowd.talkers() : busy;
        FloorWitness member = choice.get(random.nextInt(choice.size()));
        request(member);
        return List.of(member);
    }

    private void request(FloorWitness member) {
        requests++;
        OptionalInt priority = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(256));
        FloorIndicator indicator =
                random.nextInt(10) > 0 ? FloorIndicator.NORMAL : INDICATORS.get(random.nextInt(INDICATORS.size()));
        member.request(new ClientMessage.FloorRequest(TestServer.PTT, priority, indicator));
    }

    private void check(Crowd crowd, List<FloorWitness> senders) throws Exception {
        crowd.settle(senders);
        Account watched = crowd.watcher().account();
        assertThat(watched.complaints()).as("the watcher, seed %d", seed).isEmpty();
        long talking = 0;
        for (FloorWitness member : crowd.talkers()) {
            Account account = member.account();
            assertThat(account.complaints())
                    .as("%s, seed %d", member.userId(), seed)
                    .isEmpty();
            assertThat(account.changes())
                    .as("%s, seed %d", member.userId(), seed)
                    .isEqualTo(asSeenBy(member.userId(), watched.changes()));
            answers += account.answers();
            talking += account.standing() == Standing.TALKING ? 1 : 0;
        }
        assertThat(talking).as("talkers, seed %d", seed).isLessThanOrEqualTo(1);
        assertThat(answers).as("answers, seed %d", seed).isEqualTo(requests);
        changes += watched.changes().size();
        if (!watched.changes().isEmpty()) {
            talkerBefore = watched.changes().getLast().talker();
        }
    }

    /**
     * What one sees of what the watcher saw: the same, but of its own bursts it is told GRANTED where they begin, and
     * nothing of how urgent they are.
     */
    private List<Change> asSeenBy(String userId, List<Change> watched) {
        List<Change> seen = new ArrayList<>();
        String talker = talkerBefore;
        for (Change change : watched) {
            if (!change.talker().equals(userId)) {
                seen.add(change);
            } else if (!talker.equals(userId)) {
                seen.add(Change.granted(userId));
            }
            talker = change.talker();
        }
        return seen;
    }
}
