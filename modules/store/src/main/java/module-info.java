/** What outlives a restart: channels, mutes, blocks, messages and bursts, in an embedded SQLite file. */
module org.livechat.store {
    requires static org.jspecify;
    requires org.livechat.api;
    requires java.sql;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    provides org.livechat.api.store.StoreProvider with
            org.livechat.store.SqliteStoreProvider;
}
