/* SRTP of one direction (RFC 3711, RFC 7714): keyed once, then a packet at a time, with no allocation. */
#ifndef YARDSTICK_SRTP_H
#define YARDSTICK_SRTP_H

#include <stddef.h>
#include <stdint.h>

#include <openssl/evp.h>
#include <openssl/sha.h>

enum { CM_KEY_BYTES = 16, CM_SALT_BYTES = 14, GCM_SALT_BYTES = 12, CM_TAG_BYTES = 10, GCM_TAG_BYTES = 16 };

struct srtp {
    int gcm;
    EVP_CIPHER_CTX *cipher;
    uint8_t salt[16];
    /* HMAC's two keyed states; a packet begins with a copy of each */
    SHA_CTX inner;
    SHA_CTX outer;
};

/* Master key and salt, one behind the other; decrypts only matters to GCM. */
void srtp_key(struct srtp *srtp, int gcm, int decrypts, const uint8_t *master);

size_t srtp_tag_bytes(const struct srtp *srtp);

/* The length of the RTP header with its extension, or 0 if it does not fit. */
size_t rtp_header_bytes(const uint8_t *packet, size_t length);

/* Writes the encrypted payload and the tag behind the header that is in out already. Returns the datagram's length. */
size_t srtp_protect(struct srtp *srtp, uint8_t *out, size_t header, const uint8_t *payload, size_t length, uint64_t index);

/* Decrypts in place. Returns the clear length, or 0 if the packet is not authentic. */
size_t srtp_unprotect(struct srtp *srtp, uint8_t *packet, size_t header, size_t length, uint64_t index);

#endif
