package org.livechat.rtc.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.livechat.rtc.bytes.BigEndian;

/** MESSAGE-INTEGRITY under one short-term password (RFC 8489 14.5, 9.1). Owned by one thread. */
public final class StunIntegrity {
    private final Mac mac;
    private final byte[] header = new byte[StunType.HEADER_LENGTH];

    public StunIntegrity(String password) {
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has HmacSHA1, this one does not", missing);
        }
    }

    boolean matches(byte[] buffer, int offset, int attribute) {
        int value = attribute + StunType.ATTRIBUTE_HEADER_LENGTH;
        byte[] given = Arrays.copyOfRange(buffer, value, value + StunType.INTEGRITY_LENGTH);
        return MessageDigest.isEqual(compute(buffer, offset, attribute), given);
    }

    /** The code of a message up to its attribute at that position, as if the message ended with the attribute. */
    byte[] compute(byte[] buffer, int offset, int attribute) {
        int end = attribute + StunType.ATTRIBUTE_HEADER_LENGTH + StunType.INTEGRITY_LENGTH;
        System.arraycopy(buffer, offset, header, 0, header.length);
        BigEndian.write16(header, 2, end - offset - StunType.HEADER_LENGTH);
        mac.update(header);
        mac.update(buffer, offset + header.length, attribute - offset - header.length);
        return mac.doFinal();
    }
}
