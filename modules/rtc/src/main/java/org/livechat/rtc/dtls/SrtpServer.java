package org.livechat.rtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;

/** The server's side of the handshake. */
final class SrtpServer extends AbstractTlsServer {
    private final DtlsIdentity identity;
    private final SrtpNegotiation negotiation;
    private final HandshakeTiming timing;

    SrtpServer(DtlsIdentity identity, SrtpNegotiation negotiation, HandshakeTiming timing) {
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

    @Override
    public TlsCredentials getCredentials() {
        return identity.credentials(context);
    }

    // Bouncy Castle's signature has raw collections
    @SuppressWarnings({"rawtypes", "JdkObsolete"})
    @Override
    public CertificateRequest getCertificateRequest() {
        Vector algorithms = TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
        var types = new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, algorithms, null);
    }

    // Bouncy Castle's signature has raw collections
    @SuppressWarnings({"rawtypes", "JdkObsolete"})
    @Override
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        negotiation.agree(TlsSRTPUtils.getUseSRTPExtension(extensions));
    }

    // Bouncy Castle's signature has raw collections
    @SuppressWarnings({"rawtypes", "JdkObsolete"})
    @Override
    public void getServerExtensionsForConnection(Hashtable extensions) throws IOException {
        super.getServerExtensionsForConnection(extensions);
        TlsSRTPUtils.addUseSRTPExtension(extensions, negotiation.agreed());
    }

    @Override
    public void notifyClientCertificate(Certificate chain) throws IOException {
        negotiation.checkPeer(chain);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        negotiation.export(context);
    }
}
