package org.livechat.rtc.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.function.Function;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;

/** A client that a server should refuse, for one reason at a time. */
final class OddClient extends AbstractTlsClient {
    int[] profiles = {0x0007};
    int[] suites = {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
    boolean extendedMasterSecret = true;
    boolean certificate = true;
    Function<TlsContext, TlsCredentials> credentials;

    OddClient(DtlsIdentity identity) {
        super(identity.crypto());
        credentials = identity::credentials;
    }

    /** Tries until the server says no or falls silent; the transport is the network towards it. */
    void attempt(RecordInbox network) {
        try {
            network.expectChangeCipherSpec();
            new DTLSClientProtocol().connect(this, network);
        } catch (IOException e) {
            // this client is here to fail; the test looks at the server
        }
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return suites;
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
        return extendedMasterSecret;
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"})
    @Override
    public Hashtable getClientExtensions() throws IOException {
        var extensions = new Hashtable(super.getClientExtensions());
        if (profiles.length > 0) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, new byte[0]));
        }
        return extensions;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate serverCertificate) {}

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return certificate ? credentials.apply(context) : null;
            }
        };
    }
}
