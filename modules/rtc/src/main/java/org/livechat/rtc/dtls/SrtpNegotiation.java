package org.livechat.rtc.dtls;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import org.livechat.rtc.srtp.SrtpProfile;

/** What both roles of a handshake do alike: check the peer's certificate, agree on a profile, export the keys. */
final class SrtpNegotiation {
    private static final byte[] NO_MKI = {};
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };

    private final List<Fingerprint> expected;
    private final List<SrtpProfile> profiles;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private DtlsOutcome.@Nullable Failed failure;

    SrtpNegotiation(Collection<Fingerprint> expected, List<SrtpProfile> profiles) {
        this.expected = List.copyOf(expected);
        this.profiles = List.copyOf(profiles);
    }

    static int[] cipherSuites() {
        return CIPHER_SUITES.clone();
    }

    UseSRTPData offer() {
        return new UseSRTPData(profiles.stream().mapToInt(SrtpProfile::code).toArray(), NO_MKI);
    }

    /** Takes our first profile that the peer has too; without an MKI (RFC 5764 4.1.3). */
    void agree(@Nullable UseSRTPData theirs) throws TlsFatalAlert {
        var common = Optional.ofNullable(theirs)
                .map(UseSRTPData::getProtectionProfiles)
                .flatMap(SrtpProfile::firstOf);
        if (common.isEmpty()) {
            throw refuse(
                    DtlsOutcome.Reason.NO_SRTP_PROFILE,
                    AlertDescription.handshake_failure,
                    theirs == null ? "the peer sent no use_srtp extension" : "no SRTP profile in common");
        }
        profile = common.get();
    }

    UseSRTPData agreed() throws TlsFatalAlert {
        return new UseSRTPData(new int[] {agreedProfile().code()}, NO_MKI);
    }

    void checkPeer(@Nullable Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw refuse(
                    DtlsOutcome.Reason.WRONG_FINGERPRINT,
                    AlertDescription.handshake_failure,
                    "the peer sent no certificate");
        }
        var certificate = chain.getCertificateAt(0).getEncoded();
        if (expected.stream().noneMatch(fingerprint -> fingerprint.matches(certificate))) {
            throw refuse(
                    DtlsOutcome.Reason.WRONG_FINGERPRINT,
                    AlertDescription.bad_certificate,
                    "the peer's certificate is "
                            + Fingerprint.of(Fingerprint.Hash.SHA_256, certificate)
                            + " and not one of those signaled");
        }
        if (chain.getCertificateAt(0) instanceof BoundedCertificate bounded) {
            bounded.checkKey();
        }
    }

    /** To be called when both Finished messages have been verified, and not before. */
    void export(TlsContext context) throws TlsFatalAlert {
        var agreed = agreedProfile();
        keys = SrtpKeys.of(
                agreed, context.exportKeyingMaterial(SrtpKeys.EXPORTER_LABEL, null, SrtpKeys.materialBytes(agreed)));
    }

    Optional<SrtpKeys> keys() {
        return Optional.ofNullable(keys);
    }

    Optional<DtlsOutcome.Failed> failure() {
        return Optional.ofNullable(failure);
    }

    private SrtpProfile agreedProfile() throws TlsFatalAlert {
        if (profile == null) {
            throw refuse(
                    DtlsOutcome.Reason.NO_SRTP_PROFILE,
                    AlertDescription.handshake_failure,
                    "the peer did not negotiate SRTP");
        }
        return profile;
    }

    private TlsFatalAlert refuse(DtlsOutcome.Reason reason, short alert, String detail) {
        failure = new DtlsOutcome.Failed(reason, detail);
        return new TlsFatalAlert(alert, detail);
    }
}
