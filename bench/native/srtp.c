#include "srtp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

enum { LABEL_KEY = 0, LABEL_AUTHENTICATION = 1, LABEL_SALT = 2, SHA1_BLOCK_BYTES = 64 };

static void require(int ok, const char *what) {
    if (!ok) {
        fprintf(stderr, "yardstick: OpenSSL: %s failed\n", what);
        exit(1);
    }
}

/* RFC 3711 4.3.1: the label stands above a 48-bit index of zero, in byte 7 of the counter block. */
static void derive(const uint8_t *key, const uint8_t salt[16], uint8_t label, uint8_t *out, int length) {
    uint8_t counter[16];
    uint8_t zeros[32] = {0};
    int done;
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    memcpy(counter, salt, 16);
    counter[7] ^= label;
    require(cipher != NULL && EVP_EncryptInit_ex(cipher, EVP_aes_128_ctr(), NULL, key, counter), "key derivation");
    require(EVP_EncryptUpdate(cipher, out, &done, zeros, length), "key derivation");
    EVP_CIPHER_CTX_free(cipher);
}

static void key_hmac(struct srtp *srtp, const uint8_t *key, size_t length) {
    uint8_t pad[SHA1_BLOCK_BYTES];
    memset(pad, 0x36, sizeof pad);
    for (size_t i = 0; i < length; i++) pad[i] ^= key[i];
    SHA1_Init(&srtp->inner);
    SHA1_Update(&srtp->inner, pad, sizeof pad);
    memset(pad, 0x5c, sizeof pad);
    for (size_t i = 0; i < length; i++) pad[i] ^= key[i];
    SHA1_Init(&srtp->outer);
    SHA1_Update(&srtp->outer, pad, sizeof pad);
}

void srtp_key(struct srtp *srtp, int gcm, int decrypts, const uint8_t *master) {
    uint8_t salt[16] = {0};
    uint8_t key[CM_KEY_BYTES];
    uint8_t authentication[SHA_DIGEST_LENGTH];
    int salt_bytes = gcm ? GCM_SALT_BYTES : CM_SALT_BYTES;
    memset(srtp, 0, sizeof *srtp);
    srtp->gcm = gcm;
    memcpy(salt, master + CM_KEY_BYTES, (size_t) salt_bytes);
    derive(master, salt, LABEL_KEY, key, CM_KEY_BYTES);
    derive(master, salt, LABEL_AUTHENTICATION, authentication, SHA_DIGEST_LENGTH);
    derive(master, salt, LABEL_SALT, srtp->salt, salt_bytes);
    key_hmac(srtp, authentication, sizeof authentication);
    srtp->cipher = EVP_CIPHER_CTX_new();
    require(srtp->cipher != NULL, "EVP_CIPHER_CTX_new");
    require(
            EVP_CipherInit_ex(
                    srtp->cipher, gcm ? EVP_aes_128_gcm() : EVP_aes_128_ctr(), NULL, key, NULL, gcm ? !decrypts : 1),
            "EVP_CipherInit_ex");
}

size_t srtp_tag_bytes(const struct srtp *srtp) {
    return srtp->gcm ? GCM_TAG_BYTES : CM_TAG_BYTES;
}

size_t rtp_header_bytes(const uint8_t *packet, size_t length) {
    if (length < 12 || packet[0] >> 6 != 2) return 0;
    size_t header = 12 + 4 * (size_t) (packet[0] & 0x0f);
    if (packet[0] & 0x10) {
        if (header + 4 > length) return 0;
        header += 4 + 4 * ((size_t) packet[header + 2] << 8 | packet[header + 3]);
    }
    return header <= length ? header : 0;
}

/* RFC 3711 4.1.1: salt, SSRC in bytes 4 to 7, index in bytes 8 to 13. */
static void counter_block(const struct srtp *srtp, const uint8_t *packet, uint64_t index, uint8_t iv[16]) {
    memcpy(iv, srtp->salt, 16);
    for (int i = 0; i < 4; i++) iv[4 + i] ^= packet[8 + i];
    for (int i = 0; i < 6; i++) iv[8 + i] ^= (uint8_t) (index >> (40 - 8 * i));
}

/* RFC 7714 8.1: two zero bytes, SSRC, index, all combined with the salt. */
static void gcm_iv(const struct srtp *srtp, const uint8_t *packet, uint64_t index, uint8_t iv[12]) {
    memcpy(iv, srtp->salt, 12);
    for (int i = 0; i < 4; i++) iv[2 + i] ^= packet[8 + i];
    for (int i = 0; i < 6; i++) iv[6 + i] ^= (uint8_t) (index >> (40 - 8 * i));
}

static void hmac(const struct srtp *srtp, const uint8_t *packet, size_t length, uint64_t index, uint8_t *digest) {
    uint32_t rollover = (uint32_t) (index >> 16);
    uint8_t tail[4] = {
        (uint8_t) (rollover >> 24), (uint8_t) (rollover >> 16), (uint8_t) (rollover >> 8), (uint8_t) rollover};
    SHA_CTX state = srtp->inner;
    SHA1_Update(&state, packet, length);
    SHA1_Update(&state, tail, sizeof tail);
    SHA1_Final(digest, &state);
    state = srtp->outer;
    SHA1_Update(&state, digest, SHA_DIGEST_LENGTH);
    SHA1_Final(digest, &state);
}

size_t srtp_protect(
        struct srtp *srtp, uint8_t *out, size_t header, const uint8_t *payload, size_t length, uint64_t index) {
    uint8_t iv[16];
    int done;
    if (srtp->gcm) {
        gcm_iv(srtp, out, index, iv);
        require(EVP_EncryptInit_ex(srtp->cipher, NULL, NULL, NULL, iv), "GCM iv");
        require(EVP_EncryptUpdate(srtp->cipher, NULL, &done, out, (int) header), "GCM header");
        require(EVP_EncryptUpdate(srtp->cipher, out + header, &done, payload, (int) length), "GCM payload");
        require(EVP_EncryptFinal_ex(srtp->cipher, out + header + length, &done), "GCM end");
        require(
                EVP_CIPHER_CTX_ctrl(srtp->cipher, EVP_CTRL_AEAD_GET_TAG, GCM_TAG_BYTES, out + header + length),
                "GCM tag");
        return header + length + GCM_TAG_BYTES;
    }
    uint8_t digest[SHA_DIGEST_LENGTH];
    counter_block(srtp, out, index, iv);
    require(EVP_EncryptInit_ex(srtp->cipher, NULL, NULL, NULL, iv), "CTR iv");
    require(EVP_EncryptUpdate(srtp->cipher, out + header, &done, payload, (int) length), "CTR payload");
    hmac(srtp, out, header + length, index, digest);
    memcpy(out + header + length, digest, CM_TAG_BYTES);
    return header + length + CM_TAG_BYTES;
}

size_t srtp_unprotect(struct srtp *srtp, uint8_t *packet, size_t header, size_t length, uint64_t index) {
    uint8_t iv[16];
    int done;
    size_t tag = srtp_tag_bytes(srtp);
    if (length < header + tag) return 0;
    size_t clear = length - tag;
    if (srtp->gcm) {
        gcm_iv(srtp, packet, index, iv);
        require(EVP_DecryptInit_ex(srtp->cipher, NULL, NULL, NULL, iv), "GCM iv");
        require(EVP_CIPHER_CTX_ctrl(srtp->cipher, EVP_CTRL_AEAD_SET_TAG, GCM_TAG_BYTES, packet + clear), "GCM tag");
        require(EVP_DecryptUpdate(srtp->cipher, NULL, &done, packet, (int) header), "GCM header");
        require(
                EVP_DecryptUpdate(srtp->cipher, packet + header, &done, packet + header, (int) (clear - header)),
                "GCM payload");
        return EVP_DecryptFinal_ex(srtp->cipher, packet + clear, &done) == 1 ? clear : 0;
    }
    uint8_t digest[SHA_DIGEST_LENGTH];
    hmac(srtp, packet, clear, index, digest);
    if (CRYPTO_memcmp(digest, packet + clear, CM_TAG_BYTES) != 0) return 0;
    counter_block(srtp, packet, index, iv);
    require(EVP_EncryptInit_ex(srtp->cipher, NULL, NULL, NULL, iv), "CTR iv");
    require(
            EVP_EncryptUpdate(srtp->cipher, packet + header, &done, packet + header, (int) (clear - header)),
            "CTR payload");
    return clear;
}
