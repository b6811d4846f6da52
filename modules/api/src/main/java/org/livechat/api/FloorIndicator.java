package org.livechat.api;

/** How urgent a floor request is (3GPP TS 24.380 8.2.3.15), from least to most. */
public enum FloorIndicator {
    NORMAL("normal", 0x8000, 0),
    BROADCAST("broadcast", 0x4000, 0),
    IMMINENT_PERIL("imminent_peril", 0x0800, 1),
    EMERGENCY("emergency", 0x1000, 2);

    private final String wireName;
    private final int bit;
    private final int urgency;

    FloorIndicator(String wireName, int bit, int urgency) {
        this.wireName = wireName;
        this.bit = bit;
        this.urgency = urgency;
    }

    /** The name in JSON. */
    public String wireName() {
        return wireName;
    }

    /** The bit in the binary Floor Indicator field. */
    public int bit() {
        return bit;
    }

    /** The class that outweighs any priority: 2 for an emergency, 1 for imminent peril, 0 for the rest. */
    public int urgency() {
        return urgency;
    }
}
