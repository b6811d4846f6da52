package org.livechat.rtc.stun;

import java.util.random.RandomGenerator;

/** The 96 bits by which a STUN response names its request (RFC 8489 section 5). */
public record TransactionId(long high, int low) {
    /** A new one; the generator must not be guessable, since the number is what a forger of responses has to guess. */
    public static TransactionId random(RandomGenerator secureRandom) {
        return new TransactionId(secureRandom.nextLong(), secureRandom.nextInt());
    }
}
