package org.livechat.floor;

/** The states of the general arbitration machine (TS 24.380 6.3.4). */
public enum FloorPhase {
    /** Nobody has the floor, and nobody waits. */
    IDLE,
    /** Somebody has the floor. */
    TAKEN,
    /** The holder was told to stop and has its grace. */
    PENDING_REVOKE
}
