package org.livechat.rtc.stun;

/** The message types and attributes of STUN and ICE that are used here (RFC 8489 18, RFC 8445 16.1). */
final class StunType {
    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;

    static final int MAPPED_ADDRESS = 0x0001;
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000a;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802a;

    static final int MAGIC_COOKIE = 0x2112a442;
    static final int FINGERPRINT_MASK = 0x5354554e;
    static final int HEADER_LENGTH = 20;
    static final int ATTRIBUTE_HEADER_LENGTH = 4;
    static final int INTEGRITY_LENGTH = 20;
    static final int FINGERPRINT_LENGTH = 4;

    /** Attributes below this must be understood by who receives them (RFC 8489 section 14). */
    static final int FIRST_OPTIONAL = 0x8000;

    private StunType() {}

    static boolean isUnknownAndRequired(int attribute) {
        return attribute < FIRST_OPTIONAL
                && switch (attribute) {
                    case MAPPED_ADDRESS,
                            USERNAME,
                            MESSAGE_INTEGRITY,
                            ERROR_CODE,
                            UNKNOWN_ATTRIBUTES,
                            XOR_MAPPED_ADDRESS,
                            PRIORITY,
                            USE_CANDIDATE -> false;
                    default -> true;
                };
    }
}
