package org.livechat.rtc.sdp;

import java.util.List;
import java.util.Optional;
import org.livechat.rtc.dtls.Fingerprint;
import org.livechat.rtc.stun.IceCredentials;

/**
 * What an offer and its answer agree on.
 *
 * @param answer the text for the client
 * @param version the second number of the {@code o=} line; rises with each answer
 * @param localCredentials the server's ICE credentials
 * @param remoteCredentials the client's ICE credentials
 * @param remoteFingerprints of which the client's certificate must match one; at least one
 * @param sections those accepted, in order; m-lines that were rejected are left out. None where a later offer has stopped all
 */
public record NegotiatedSession(
        String answer,
        long version,
        IceCredentials localCredentials,
        IceCredentials remoteCredentials,
        List<Fingerprint> remoteFingerprints,
        List<NegotiatedSection> sections) {
    public NegotiatedSession {
        remoteFingerprints = List.copyOf(remoteFingerprints);
        sections = List.copyOf(sections);
    }

    /** The accepted section of a mid. */
    public Optional<NegotiatedSection> section(String mid) {
        return sections.stream().filter(section -> section.mid().equals(mid)).findFirst();
    }
}
