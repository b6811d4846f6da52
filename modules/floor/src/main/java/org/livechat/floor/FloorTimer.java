package org.livechat.floor;

/** What the machine itself waits for; the relay measures T1 once media has come. */
enum FloorTimer {
    /** T1 of a burst of which nothing has come yet. */
    FIRST_MEDIA,
    /** T2, the longest burst. */
    STOP_TALKING,
    /** T3, the grace of one who was told to stop. */
    GRACE,
    /** T4, nobody talks. */
    HANG_TIME,
    /** T7, IDLE again. */
    IDLE_AGAIN,
    /** T8, REVOKE again. */
    REVOKE_AGAIN,
    /** T20, GRANTED again. */
    GRANTED_AGAIN,
    /** The longest silence of a talker. */
    PING
}
