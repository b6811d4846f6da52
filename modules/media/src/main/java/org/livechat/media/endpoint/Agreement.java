package org.livechat.media.endpoint;

import java.util.Map;
import org.livechat.media.format.PacketNumbers;
import org.livechat.rtc.sdp.NegotiatedSection;
import org.livechat.rtc.sdp.NegotiatedSession;

/**
 * What an offer and its answer agree on.
 *
 * @param session the answer and its sections
 * @param numbers what the numbers in the client's packets mean by it, where it is not known which section they are of
 * @param bySection what they mean in each section, by its mid
 */
public record Agreement(NegotiatedSession session, PacketNumbers numbers, Map<String, PacketNumbers> bySection) {
    public Agreement {
        bySection = Map.copyOf(bySection);
    }

    /** What they mean in an accepted section. */
    PacketNumbers numbersOf(NegotiatedSection section) {
        return bySection.getOrDefault(section.mid(), PacketNumbers.NONE);
    }
}
