package org.livechat.store;

import java.time.Duration;

/**
 * What bounds the store.
 *
 * @param messagesPerChannel the most messages that are kept of a channel; 0: none
 * @param burstsPerChannel the most bursts; 0: none
 * @param age messages and bursts that are older are deleted
 * @param fileMib how large the file may be; beyond it the oldest of what is in it is deleted
 * @param registerRows the most rows of the register of recordings; beyond them the oldest go
 * @param queueEntries the most changes that may wait for the disk
 * @param queueBytes the same in bytes
 * @param patience how long a request waits for the disk
 * @param backups the most files in the folder of backups
 */
record StoreSettings(
        int messagesPerChannel,
        int burstsPerChannel,
        Duration age,
        int fileMib,
        int registerRows,
        int queueEntries,
        int queueBytes,
        Duration patience,
        int backups) {}
