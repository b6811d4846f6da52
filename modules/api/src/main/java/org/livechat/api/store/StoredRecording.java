package org.livechat.api.store;

import org.livechat.api.FloorIndicator;

/**
 * What somebody has said, in a file or, where it could not be recorded, in none.
 *
 * @param id letters, digits and hyphens, unlike any other
 * @param startedAtMillis when the first packet came, Unix time
 * @param lengthMillis how long it plays
 * @param file its path in the folder of recordings; empty where there is none
 * @param bytes how long the file is
 * @param sha256 of the file, in hexadecimal digits; empty where there is none
 * @param note why there is no file, why it ends before its burst did, or that there are packets missing; else empty
 * @since 1
 */
public record StoredRecording(
        String id,
        String channelId,
        String userId,
        FloorIndicator indicator,
        long startedAtMillis,
        long lengthMillis,
        String file,
        long bytes,
        String sha256,
        String note) {}
