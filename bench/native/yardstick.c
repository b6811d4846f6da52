/*
 * What relaying SRTP costs in C: receives packets of one source, decrypts them, encrypts each for N receivers and sends
 * it to them. No signaling, no ICE, no floor, no RTCP: a server cannot be cheaper, and how much dearer it is, is what
 * lcbench says. See bench/README.md.
 */
#define _GNU_SOURCE
#include "srtp.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

enum {
    BATCH = 64,
    PACKET_BYTES = 2048,
    /* the most that one message may be cut into (UDP_MAX_SEGMENTS of the older kernels), and its most bytes */
    MOST_SEGMENTS = 64,
    MOST_MESSAGE_BYTES = 65000,
    MOST_RECEIVERS = 100000,
    SOCKET_BUFFER_BYTES = 4 << 20
};

struct receiver {
    struct sockaddr_in address;
    struct srtp srtp;
    uint32_t ssrc;
    uint16_t sequence_offset;
    uint32_t timestamp_offset;
};

struct arrived {
    uint8_t *bytes;
    size_t header;
    size_t payload;
    uint64_t index;
};

static volatile sig_atomic_t stopped;
static struct receiver *receivers;
static size_t receiver_count;
static uint64_t packets_in, packets_out, bytes_out, rejected, send_failures;

static uint8_t in_buffers[BATCH][PACKET_BYTES];
static uint8_t (*out_buffers)[MOST_MESSAGE_BYTES + PACKET_BYTES];
static struct mmsghdr out_messages[BATCH];
static struct iovec out_vectors[BATCH];
static union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(uint16_t))];
} out_controls[BATCH];
static unsigned out_count;

static void fail(const char *what) {
    fprintf(stderr, "yardstick: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void wrong(const char *what) {
    fprintf(stderr, "yardstick: %s\n", what);
    exit(2);
}

static void stop(int signal) {
    (void) signal;
    stopped = 1;
}

/* Whoever started this holds the other end of standard input, and may die without a word. */
static void *watch_input(void *unused) {
    char ignored[256];
    while (read(STDIN_FILENO, ignored, sizeof ignored) > 0) {
    }
    stopped = 1;
    return unused;
}

static void read_key(const char *hex, int gcm, uint8_t master[32]) {
    size_t bytes = CM_KEY_BYTES + (gcm ? GCM_SALT_BYTES : CM_SALT_BYTES);
    if (strlen(hex) != 2 * bytes) wrong("a key has the wrong length for the cipher");
    for (size_t i = 0; i < bytes; i++) {
        unsigned value;
        if (sscanf(hex + 2 * i, "%2x", &value) != 1) wrong("a key is no hexadecimal number");
        master[i] = (uint8_t) value;
    }
}

/* "in KEY", then "out IP PORT KEY SSRC SEQUENCE TIMESTAMP" for each receiver, then "go". */
static void read_setup(int gcm, struct srtp *incoming) {
    char line[256], ip[64], hex[128];
    uint8_t master[32];
    int keyed = 0;
    receivers = calloc(MOST_RECEIVERS, sizeof *receivers);
    if (receivers == NULL) fail("memory");
    while (fgets(line, sizeof line, stdin) != NULL) {
        unsigned port, ssrc, sequence, timestamp;
        if (strcmp(line, "go\n") == 0) {
            if (!keyed || receiver_count == 0) wrong("no key or no receiver was given before \"go\"");
            return;
        }
        if (sscanf(line, "in %127s", hex) == 1) {
            read_key(hex, gcm, master);
            srtp_key(incoming, gcm, 1, master);
            keyed = 1;
        } else if (
                sscanf(line, "out %63s %u %127s %u %u %u", ip, &port, hex, &ssrc, &sequence, &timestamp) == 6
                && receiver_count < MOST_RECEIVERS) {
            struct receiver *receiver = &receivers[receiver_count++];
            receiver->address.sin_family = AF_INET;
            receiver->address.sin_port = htons((uint16_t) port);
            if (inet_pton(AF_INET, ip, &receiver->address.sin_addr) != 1) wrong("a receiver has no IPv4 address");
            read_key(hex, gcm, master);
            srtp_key(&receiver->srtp, gcm, 0, master);
            receiver->ssrc = ssrc;
            receiver->sequence_offset = (uint16_t) sequence;
            receiver->timestamp_offset = timestamp;
        } else {
            wrong("a line of the setup is not understood");
        }
    }
    wrong("the setup ended without \"go\"");
}

static int open_port(const char *ip) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    struct timeval patience = {.tv_usec = 200000};
    int bytes = SOCKET_BUFFER_BYTES;
    int port = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (port < 0) fail("socket");
    if (inet_pton(AF_INET, ip, &address.sin_addr) != 1) wrong("--bind takes an IPv4 address");
    setsockopt(port, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    setsockopt(port, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    setsockopt(port, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (bind(port, (struct sockaddr *) &address, sizeof address) != 0) fail("bind");
    return port;
}

static void flush(int port) {
    unsigned done = 0;
    while (done < out_count) {
        int sent = sendmmsg(port, out_messages + done, out_count - done, 0);
        if (sent > 0) {
            done += (unsigned) sent;
        } else if (errno != EINTR) {
            send_failures++;
            done++;
        }
    }
    out_count = 0;
}

/* The packet as this receiver gets it, in its own numbering and under its own key. */
static size_t write_packet(uint8_t *out, struct receiver *receiver, const struct arrived *packet) {
    uint16_t sequence = (uint16_t) ((packet->bytes[2] << 8 | packet->bytes[3]) + receiver->sequence_offset);
    uint32_t timestamp = receiver->timestamp_offset
            + ((uint32_t) packet->bytes[4] << 24 | (uint32_t) packet->bytes[5] << 16 | (uint32_t) packet->bytes[6] << 8
               | packet->bytes[7]);
    memcpy(out, packet->bytes, packet->header);
    out[2] = (uint8_t) (sequence >> 8);
    out[3] = (uint8_t) sequence;
    for (int i = 0; i < 4; i++) {
        out[4 + i] = (uint8_t) (timestamp >> (24 - 8 * i));
        out[8 + i] = (uint8_t) (receiver->ssrc >> (24 - 8 * i));
    }
    return srtp_protect(
            &receiver->srtp,
            out,
            packet->header,
            packet->bytes + packet->header,
            packet->payload,
            packet->index + receiver->sequence_offset);
}

/* Sends packets of equal size to one receiver: one alone, or several as one message that the kernel cuts up. */
static void send_run(int port, struct receiver *receiver, const struct arrived *packets, unsigned count) {
    struct msghdr *message = &out_messages[out_count].msg_hdr;
    uint8_t *out = out_buffers[out_count];
    size_t size = 0, length = 0;
    for (unsigned i = 0; i < count; i++) {
        size = write_packet(out + length, receiver, &packets[i]);
        length += size;
    }
    out_vectors[out_count].iov_base = out;
    out_vectors[out_count].iov_len = length;
    message->msg_name = &receiver->address;
    message->msg_namelen = sizeof receiver->address;
    message->msg_iov = &out_vectors[out_count];
    message->msg_iovlen = 1;
    message->msg_control = NULL;
    message->msg_controllen = 0;
    if (count > 1) {
        uint16_t segment = (uint16_t) size;
        message->msg_control = &out_controls[out_count];
        message->msg_controllen = sizeof out_controls[out_count].bytes;
        struct cmsghdr *control = CMSG_FIRSTHDR(message);
        control->cmsg_level = IPPROTO_UDP;
        control->cmsg_type = UDP_SEGMENT;
        control->cmsg_len = CMSG_LEN(sizeof segment);
        memcpy(CMSG_DATA(control), &segment, sizeof segment);
    }
    packets_out += count;
    bytes_out += length;
    if (++out_count == BATCH) flush(port);
}

static size_t run_length(const struct arrived *packets, size_t count) {
    size_t size = packets[0].header + packets[0].payload;
    size_t length = 1;
    while (length < count && length < MOST_SEGMENTS && (length + 1) * (size + GCM_TAG_BYTES) <= MOST_MESSAGE_BYTES
           && packets[length].header + packets[length].payload == size) {
        length++;
    }
    return length;
}

static void relay(int port, const struct arrived *packets, size_t count, int segments) {
    for (size_t at = 0; at < count;) {
        size_t run = segments ? run_length(packets + at, count - at) : 1;
        for (size_t i = 0; i < receiver_count; i++) send_run(port, &receivers[i], packets + at, (unsigned) run);
        at += run;
    }
    flush(port);
}

/* RFC 3711 3.3.1, from the highest index so far. */
static uint64_t index_of(uint16_t sequence, uint64_t *highest) {
    int64_t index = (int64_t) *highest + (int16_t) (sequence - (uint16_t) *highest);
    if (*highest == 0 || index < 0) index = sequence;
    if ((uint64_t) index > *highest) *highest = (uint64_t) index;
    return (uint64_t) index;
}

static void run(int port, struct srtp *incoming, int segments, time_t deadline) {
    struct mmsghdr messages[BATCH];
    struct iovec vectors[BATCH];
    struct arrived packets[BATCH];
    struct timespec now;
    uint64_t highest = 0;
    memset(messages, 0, sizeof messages);
    for (int i = 0; i < BATCH; i++) {
        vectors[i].iov_base = in_buffers[i];
        vectors[i].iov_len = PACKET_BYTES;
        messages[i].msg_hdr.msg_iov = &vectors[i];
        messages[i].msg_hdr.msg_iovlen = 1;
    }
    while (!stopped) {
        int count = recvmmsg(port, messages, BATCH, MSG_WAITFORONE, NULL);
        size_t good = 0;
        for (int i = 0; i < count; i++) {
            struct arrived *packet = &packets[good];
            packet->bytes = in_buffers[i];
            packet->header = rtp_header_bytes(in_buffers[i], messages[i].msg_len);
            packets_in++;
            if (packet->header == 0) {
                rejected++;
                continue;
            }
            packet->index = index_of((uint16_t) (in_buffers[i][2] << 8 | in_buffers[i][3]), &highest);
            size_t clear = srtp_unprotect(incoming, in_buffers[i], packet->header, messages[i].msg_len, packet->index);
            if (clear == 0) {
                rejected++;
                continue;
            }
            packet->payload = clear - packet->header;
            good++;
        }
        if (good > 0) relay(port, packets, good, segments);
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (now.tv_sec >= deadline) stopped = 1;
    }
}

static uint64_t nanos(struct timeval time) {
    return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_usec * 1000u;
}

int main(int argc, char **argv) {
    const char *bind_ip = "127.0.0.1";
    int gcm = 0, segments = 0, seconds = 60;
    struct srtp incoming;
    struct sockaddr_in address;
    struct timespec now;
    struct rusage usage;
    socklen_t length = sizeof address;
    pthread_t watcher;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--gso") == 0) segments = 1;
        else if (strcmp(argv[i], "--cipher") == 0 && i + 1 < argc) gcm = strcmp(argv[++i], "gcm") == 0;
        else if (strcmp(argv[i], "--bind") == 0 && i + 1 < argc) bind_ip = argv[++i];
        else if (strcmp(argv[i], "--seconds") == 0 && i + 1 < argc) seconds = atoi(argv[++i]);
        else wrong("options: [--cipher cm|gcm] [--bind IP] [--seconds N] [--gso]");
    }
    signal(SIGTERM, stop);
    signal(SIGINT, stop);
    read_setup(gcm, &incoming);
    out_buffers = calloc(BATCH, sizeof *out_buffers);
    if (out_buffers == NULL) fail("memory");
    int port = open_port(bind_ip);
    if (getsockname(port, (struct sockaddr *) &address, &length) != 0) fail("getsockname");
    if (pthread_create(&watcher, NULL, watch_input, NULL) != 0) fail("pthread_create");
    printf("ready %u\n", ntohs(address.sin_port));
    fflush(stdout);
    clock_gettime(CLOCK_MONOTONIC, &now);
    run(port, &incoming, segments, now.tv_sec + seconds);
    getrusage(RUSAGE_SELF, &usage);
    printf(
            "{\"packets_in\":%llu,\"packets_out\":%llu,\"bytes_out\":%llu,\"rejected\":%llu,\"send_failures\":%llu,"
            "\"user_ns\":%llu,\"system_ns\":%llu}\n",
            (unsigned long long) packets_in,
            (unsigned long long) packets_out,
            (unsigned long long) bytes_out,
            (unsigned long long) rejected,
            (unsigned long long) send_failures,
            (unsigned long long) nanos(usage.ru_utime),
            (unsigned long long) nanos(usage.ru_stime));
    return 0;
}
