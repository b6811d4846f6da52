package org.livechat.media.connection;

import org.jspecify.annotations.Nullable;
import org.livechat.api.transport.PeerAddress;

/**
 * Who asks for turns to compute: a user, and where it is.
 *
 * @param userId of the session
 * @param network the IPv4 address, or the first half of the IPv6 address, of which a client has all of the second half
 */
public record Applicant(String userId, long network) {
    private static final long NOWHERE = 0;

    /**
     * The applicant that a user is.
     *
     * @param address where its media goes; null if that is not known
     */
    public static Applicant of(String userId, @Nullable PeerAddress address) {
        if (address == null) {
            return new Applicant(userId, NOWHERE);
        }
        return new Applicant(userId, address.isIpv4() ? address.low() : address.high());
    }
}
