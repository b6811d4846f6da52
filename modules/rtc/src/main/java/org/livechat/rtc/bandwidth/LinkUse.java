package org.livechat.rtc.bandwidth;

/** What the delay says of the link: its queue grows, stands still or empties. */
enum LinkUse {
    OVERUSE,
    NORMAL,
    UNDERUSE
}
