/** The store of the server, in an SQLite file. */
@NullMarked
package org.livechat.store;

import org.jspecify.annotations.NullMarked;
