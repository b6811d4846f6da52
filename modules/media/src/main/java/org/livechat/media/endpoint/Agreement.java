package org.livechat.media.endpoint;

import org.livechat.media.format.PacketNumbers;
import org.livechat.rtc.sdp.NegotiatedSession;

/**
 * What an offer and its answer agree on.
 *
 * @param session the answer and its sections
 * @param numbers what the numbers in the client's packets mean by it
 */
public record Agreement(NegotiatedSession session, PacketNumbers numbers) {}
