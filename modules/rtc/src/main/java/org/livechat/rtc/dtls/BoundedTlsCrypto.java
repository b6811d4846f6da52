package org.livechat.rtc.dtls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle's crypto with ciphers that discard a record that cannot be decoded, where Bouncy Castle would end the
 * association over one too short for its tag, and a handshake record whose header declares too much. The record guard
 * sees plain records only; a peer with keys could otherwise send the same header encrypted and have Bouncy Castle
 * allocate what it says. And with certificates whose keys are bounded.
 */
final class BoundedTlsCrypto extends BcTlsCrypto {
    BoundedTlsCrypto(SecureRandom random) {
        super(random);
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
            throws IOException {
        return new BoundedCipher(super.createCipher(parameters, encryptionAlgorithm, macAlgorithm));
    }

    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
        if (type != CertificateType.X509) {
            throw new TlsFatalAlert(AlertDescription.unsupported_certificate, "not an X.509 certificate");
        }
        return new BoundedCertificate(this, encoding);
    }

    record BoundedCipher(TlsCipher cipher) implements TlsCipher {
        @Override
        public TlsDecodeResult decodeCiphertext(
                long sequence, short recordType, ProtocolVersion version, byte[] ciphertext, int offset, int length)
                throws IOException {
            var decoded = decode(sequence, recordType, version, ciphertext, offset, length);
            if (decoded.contentType == ContentType.handshake
                    && !DtlsRecordGuard.declaresSaneFragments(decoded.buf, decoded.off, decoded.len)) {
                throw discard(null);
            }
            return decoded;
        }

        // A record that cannot be decoded, be it too short for a tag, may come from anybody: it ends nothing.
        private TlsDecodeResult decode(
                long sequence, short recordType, ProtocolVersion version, byte[] ciphertext, int offset, int length)
                throws IOException {
            try {
                return cipher.decodeCiphertext(sequence, recordType, version, ciphertext, offset, length);
            } catch (TlsFatalAlert alert) {
                throw discard(alert);
            }
        }

        /** The one alert that the record layer answers with silence (RFC 6347 4.1.2.7). */
        private static TlsFatalAlert discard(@Nullable Throwable cause) {
            return new TlsFatalAlert(AlertDescription.bad_record_mac, cause);
        }

        @Override
        public TlsEncodeResult encodePlaintext(
                long sequence,
                short contentType,
                ProtocolVersion version,
                int headerAllocation,
                byte[] plaintext,
                int offset,
                int length)
                throws IOException {
            return cipher.encodePlaintext(sequence, contentType, version, headerAllocation, plaintext, offset, length);
        }

        @Override
        public int getCiphertextDecodeLimit(int plaintextLimit) {
            return cipher.getCiphertextDecodeLimit(plaintextLimit);
        }

        @Override
        public int getCiphertextEncodeLimit(int plaintextLimit) {
            return cipher.getCiphertextEncodeLimit(plaintextLimit);
        }

        @Override
        public int getPlaintextDecodeLimit(int ciphertextLimit) {
            return cipher.getPlaintextDecodeLimit(ciphertextLimit);
        }

        @Override
        public int getPlaintextEncodeLimit(int ciphertextLimit) {
            return cipher.getPlaintextEncodeLimit(ciphertextLimit);
        }

        @Override
        public void rekeyDecoder() throws IOException {
            cipher.rekeyDecoder();
        }

        @Override
        public void rekeyEncoder() throws IOException {
            cipher.rekeyEncoder();
        }

        @Override
        public boolean usesOpaqueRecordTypeDecode() {
            return cipher.usesOpaqueRecordTypeDecode();
        }

        @Override
        public boolean usesOpaqueRecordTypeEncode() {
            return cipher.usesOpaqueRecordTypeEncode();
        }
    }
}
