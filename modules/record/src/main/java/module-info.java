/** What is said in recorded channels: a file a burst, and its row in the register. */
module org.livechat.record {
    requires static org.jspecify;
    requires org.livechat.api;
    requires org.slf4j;

    provides org.livechat.api.recording.RecorderProvider with
            org.livechat.record.OggRecorderProvider;
}
