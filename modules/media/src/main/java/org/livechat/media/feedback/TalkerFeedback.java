package org.livechat.media.feedback;

/**
 * What a talker is told of its media.
 *
 * @param reports once a second, how much came
 * @param arrivals ten times a second, when each packet came
 * @param lost at once, what is missing
 */
public record TalkerFeedback(Reports reports, ArrivalReports arrivals, LostPackets lost) {}
