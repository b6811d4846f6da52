package org.livechat.chaos;

/** What has to hold whatever happens. */
enum Rule {
    ANSWERED("a request is answered, once"),
    FLOOR("everyone is told what the floor's rules say"),
    ONE_FLOOR("all members see the same talkers, one after the other"),
    IN_TIME("no burst outlasts its time, and no floor its holder"),
    HEARD("who has the floor is heard, and nobody else, in that channel alone"),
    ENDED("a connection ends for a reason"),
    SOUND("the server finds no fault with itself"),
    RESTARTED("the server ends and starts when it is told to"),
    NOTHING_LEFT("of those who have gone nothing is left");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
