package org.livechat.api;

/** How urgent a floor request is (3GPP TS 24.380 8.2.3.15), from least to most. */
public enum FloorIndicator {
    NORMAL("normal", 0x8000),
    BROADCAST("broadcast", 0x4000),
    IMMINENT_PERIL("imminent_peril", 0x0800),
    EMERGENCY("emergency", 0x1000);

    private final String wireName;
    private final int bit;

    FloorIndicator(String wireName, int bit) {
        this.wireName = wireName;
        this.bit = bit;
    }

    /** The name in JSON. */
    public String wireName() {
        return wireName;
    }

    /** The bit in the binary Floor Indicator field. */
    public int bit() {
        return bit;
    }
}
