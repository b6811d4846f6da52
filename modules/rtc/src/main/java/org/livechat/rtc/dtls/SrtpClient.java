package org.livechat.rtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;

/** The client's side of the handshake. */
final class SrtpClient extends AbstractTlsClient {
    private final DtlsIdentity identity;
    private final SrtpNegotiation negotiation;
    private final HandshakeTiming timing;

    SrtpClient(DtlsIdentity identity, SrtpNegotiation negotiation, HandshakeTiming timing) {
        super(identity.crypto());
        this.identity = identity;
        this.negotiation = negotiation;
        this.timing = timing;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return SrtpNegotiation.cipherSuites();
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        // trust comes from the fingerprint and not from who signed
        return false;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return timing.limitMillis();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return timing.resendMillis();
    }

    // Bouncy Castle's signature has raw collections
    @SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"})
    @Override
    public Hashtable getClientExtensions() throws IOException {
        var extensions = new Hashtable(super.getClientExtensions());
        TlsSRTPUtils.addUseSRTPExtension(extensions, negotiation.offer());
        return extensions;
    }

    // Bouncy Castle's signature has raw collections
    @SuppressWarnings({"rawtypes", "JdkObsolete"})
    @Override
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        negotiation.agree(TlsSRTPUtils.getUseSRTPExtension(extensions));
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate serverCertificate) throws IOException {
                negotiation.checkPeer(serverCertificate.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return identity.credentials(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        negotiation.export(context);
    }
}
