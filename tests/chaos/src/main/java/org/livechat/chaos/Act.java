package org.livechat.chaos;

import java.util.SplittableRandom;

/** What somebody may do next, and how often in comparison. */
enum Act {
    TALK(40),
    CHAT(8),
    LOOK_AROUND(5),
    SPEAK_UNASKED(4),
    RENEGOTIATE(8),
    RESTART_ICE(3),
    CHANGE_CERTIFICATE(1),
    CHANGE_NETWORK(4),
    LOSE_MEDIA(2),
    LOSE_WEBSOCKET(6),
    READ_NOTHING(4),
    SEND_NONSENSE(3),
    MOVE(7),
    HANG_UP(3),
    CRASH(5),
    TAKE_OVER(3);

    private static final Act[] ALL = values();
    private static final int SUM = sum();

    private final int weight;

    Act(int weight) {
        this.weight = weight;
    }

    static Act draw(SplittableRandom random) {
        int left = random.nextInt(SUM);
        for (Act act : ALL) {
            left -= act.weight;
            if (left < 0) {
                return act;
            }
        }
        throw new IllegalStateException("more was drawn than there is");
    }

    private static int sum() {
        int sum = 0;
        for (Act act : ALL) {
            sum += act.weight;
        }
        return sum;
    }
}
